// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GraphQLLanguage
import JSON
import Postgres
import Safety
import Server

/// `palisade check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Hold the SDL against a database and its row-level security: what 'serve' refuses for, and more.",
        discussion: """
            Reads the database's catalog and changes nothing there; docs/safety.md explains each code. Exit codes: 0 may \
            be served, 78 must not be served, 1 may be served, but operations are not valid or warnings not accepted \
            (with --operations or --baseline), 69 the database is out of reach.
            """)

    @OptionGroup var api: APIOptions

    @Option(help: "Judge for this login role, where the database is read as another one.")
    var loginRole: String?

    @Option(
        help: ArgumentHelp(
            "Clients' documents: hold them against the API, and look for scans of large tables in their plans. "
                + "May be given several times.", valueName: "file-or-folder"))
    var operations: [String] = []

    @Option(help: ArgumentHelp("Write the SQL that mends what is found as a migration to read.", valueName: "file"))
    var fix: String?

    @Option(
        help: ArgumentHelp(
            "Warnings that a reviewer accepts, each with a reason. Made of what is found where there is no such file.",
            valueName: "file"))
    var baseline: String?

    @Option(
        help:
            "How to report: human, or json for {mayServe, mapping, configuration, findings, accepted, operations, notes}."
    )
    var format: ReportFormat = .human

    func run() async throws {
        let connected = try ConnectedAPI(ConfigurationSource(flags: api.flags))
        let sources = try operations.isEmpty ? [] : GraphQLFiles.sources(operations)
        let (check, checked) = try await connected.withDatabase(loginRole: loginRole, readsDataMap: true) {
            connection, check, catalog in
            guard let mapping = check.mapping, !sources.isEmpty else { return (check, OperationsCheck?.none) }
            let checked = try await OperationsCheck(
                sources, mapping: mapping, catalog: catalog, configuration: connected.configuration,
                connection: connection)
            return (check, checked)
        }
        var report = APICheckReport(check: check, operations: checked)
        if let baseline {
            let (accepted, isNew) = try CheckFiles.baseline(at: baseline, recording: check.safety)
            report.accept(accepted, from: baseline, isNew: isNew)
        }
        if let fix { try CheckFiles.writeMend(of: report.safety, to: fix) }
        switch format {
        case .human: StandardStream.output.writeLine(report.text)
        case .json: StandardStream.output.writeLine(report.json.indentedText)
        }
        if !check.mayServe { throw ExitStatus.configuration.exitCode }
        if report.hasFurtherFaults { throw ExitStatus.faultsFound.exitCode }
    }
}
