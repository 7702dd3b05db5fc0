// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON

/// `palisade schema`
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Show the API that an SDL makes, whole or as a role sees it.",
        subcommands: [SchemaPrintCommand.self, SchemaIntrospectCommand.self, SchemaInitCommand.self])
}

/// `palisade schema print`
struct SchemaPrintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Print the schema as SDL, with everything that the mapping directives add.")

    @OptionGroup var schema: SchemaFiles
    @OptionGroup var view: RoleViewOptions

    func run() async throws {
        let whole = try SchemaCommand.schema(of: schema)
        StandardStream.output.writeLine(SchemaPrinter.print(try await view.schema(of: whole, files: schema).schema))
    }
}

/// `palisade schema introspect`
struct SchemaIntrospectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "introspect",
        abstract: "Print the answer to the standard introspection query, as tools and code generators read it.")

    @OptionGroup var schema: SchemaFiles
    @OptionGroup var view: RoleViewOptions

    func run() async throws {
        let content = try await view.schema(of: try SchemaCommand.schema(of: schema), files: schema)
        let query: Document
        do throws(GraphQLError) {
            query = try Parser.parse(Source(IntrospectionQuery.text, name: "introspection query"))
        } catch {
            throw CommandError(.software, "The introspection query is broken: \(error.message)")
        }
        let result = Executor.execute(
            query, coercion: content.coercion, limits: .introspection(of: content.schema))
        guard result.errors.isEmpty else {
            throw CommandError(
                .software, "Introspection failed: \(result.errors.map(\.message).joined(separator: " "))")
        }
        StandardStream.output.writeLine(result.indentedText)
    }
}

extension SchemaCommand {
    fileprivate static func schema(of files: SchemaFiles) throws(CommandError) -> SDLFiles.Content {
        try InputFile.requireOneStandardInput(files.paths)
        let files = try SDLFiles(files.paths)
        do throws(InvalidFiles) {
            return try files.load()
        } catch {
            throw error.commandError(.faultsFound, "The schema is not valid.")
        }
    }
}
