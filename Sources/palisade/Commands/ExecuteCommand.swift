// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import JSON

/// `palisade execute`
struct ExecuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "execute",
        abstract: "Execute a GraphQL operation over a JSON value, without a database.",
        discussion: """
            Each field is the member of its name; a missing one is null. "__typename" says the type of a value where \
            the schema leaves it open. {"__error": "message"} in place of a value raises that error, \
            {"__args": true} stands for the field's arguments. Prints the response.

            Exit codes: 0 a response without errors, 1 one with errors, 65 input that is not UTF-8 or not JSON, \
            66 a file that cannot be read.
            """)

    @OptionGroup var schema: SchemaFiles

    @Option(help: ArgumentHelp("What the root fields resolve from: a JSON file. (default: null)", valueName: "file"))
    var root: String?

    @Option(help: ArgumentHelp("The operation's variables: a JSON file with an object.", valueName: "file"))
    var variables: String?

    @Option(help: ArgumentHelp("Which operation to execute, where the file has several.", valueName: "name"))
    var operation: String?

    @ArgumentParser.Argument(
        help: ArgumentHelp("The file with the operation, or - for the standard input.", valueName: "operations"))
    var file: String

    func run() async throws {
        try InputFile.requireOneStandardInput(schema.paths + [root, variables, file])
        let files = try SDLFiles(schema.paths)
        let source = Source(try InputFile.text(of: file), name: InputFile.name(of: file))
        let root = try root.map { path throws(CommandError) in try InputFile.json(of: path) } ?? .null
        let variables = try variables.map { path throws(CommandError) in try Self.variables(of: path) } ?? .null

        let result = Self.respond(to: source, operation: operation, variables: variables, root: root, files: files)
        StandardStream.output.writeLine(result.indentedText)
        if !result.errors.isEmpty { throw ExitStatus.faultsFound.exitCode }
    }

    private static func variables(of path: String) throws(CommandError) -> JSON {
        let json = try InputFile.json(of: path)
        switch json {
        case .object, .null: return json
        case .boolean, .number, .string, .array:
            throw CommandError(
                .dataError, "\(InputFile.name(of: path)) has to hold the variables as an object: {\"name\": value}.")
        }
    }

    private static func respond(
        to source: Source, operation: String?, variables: JSON, root: JSON, files: SDLFiles
    ) -> ExecutionResult {
        let content: SDLFiles.Content
        do throws(InvalidFiles) {
            content = try files.load()
        } catch {
            let errors = error.faults.map { GraphQLError($0.message, locations: $0.places.map(\.location)) }
            return ExecutionResult(data: nil, errors: errors)
        }
        let document: Document
        do throws(GraphQLError) {
            document = try Parser.parse(source, limits: .schema)
        } catch {
            return ExecutionResult(data: nil, errors: [error])
        }
        let faults = Validator.validate(document, against: content.schema)
        guard faults.isEmpty else { return ExecutionResult(data: nil, errors: faults) }
        return Executor.execute(
            document, operationName: operation, variables: variables, root: root, coercion: content.coercion)
    }
}

extension SDLFiles.Content {
    /// How input is read: the engine's scalars mean something only where the SDL is in the mapping language.
    var coercion: InputCoercion {
        switch self {
        case .plain: InputCoercion(schema: schema)
        case .mapped: InputCoercion(schema: schema, scalars: ScalarCoercion.service)
        }
    }
}
