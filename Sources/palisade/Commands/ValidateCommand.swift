// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import JSON

/// `palisade validate`
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check GraphQL operations against a schema, without a database.",
        discussion: """
            Files may be folders (all *.graphql, *.graphqls and *.gql files below them) or - for the standard input. \
            Each file of operations is a document of its own. A faulty schema is reported alone.

            Exit codes: 0 all valid, 1 faults found, 65 a file that is not UTF-8, 66 a file that cannot be read.
            """)

    @OptionGroup var schema: SchemaFiles

    @Option(help: "How to report: human, or json for an array of {message, locations, file}.")
    var format: ReportFormat = .human

    @ArgumentParser.Argument(
        help: ArgumentHelp("Files or folders of operations, or - for the standard input.", valueName: "operations"))
    var operations: [String]

    func run() async throws {
        try InputFile.requireOneStandardInput(schema.paths + operations)
        let files = try SDLFiles(schema.paths)
        let sources = try GraphQLFiles.sources(operations)
        let faults: [FileFault]
        do throws(InvalidFiles) {
            let schema = try files.load().schema
            faults = sources.flatMap { Self.faults(of: $0, schema: schema) }
        } catch {
            faults = error.faults
        }
        report(faults, fileCount: sources.count)
        if !faults.isEmpty { throw ExitStatus.faultsFound.exitCode }
    }

    private static func faults(of source: Source, schema: Schema) -> [FileFault] {
        let document: Document
        do throws(GraphQLError) {
            // The files are their author's own: no need to limit their size.
            document = try Parser.parse(source, limits: .schema)
        } catch {
            return [FileFault(error, in: source)]
        }
        return Validator.validate(document, against: schema).map { FileFault($0, in: source) }
    }

    private func report(_ faults: [FileFault], fileCount: Int) {
        switch format {
        case .json:
            StandardStream.output.writeLine(JSON.array(faults.map(\.json)).indentedText)
        case .human:
            for fault in faults { StandardStream.output.writeLine(fault.text) }
            let files = fileCount == 1 ? "1 file" : "\(fileCount) files"
            switch faults.count {
            case 0: StandardStream.output.writeLine("\(files): valid.")
            case 1: StandardStream.output.writeLine("\n1 fault.")
            default: StandardStream.output.writeLine("\n\(faults.count) faults.")
            }
        }
    }
}
