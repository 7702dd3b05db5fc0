// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSON
import Postgres
import Server

/// `palisade check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Hold the SDL against a database and its row-level security: what 'serve' refuses for, and more.",
        discussion: """
            Reads the database's catalog and changes nothing. Exit codes: 0 may be served, 78 must not be served, \
            69 the database is out of reach.
            """)

    @OptionGroup var api: APIOptions

    @Option(help: "Judge for this login role, where the database is read as another one.")
    var loginRole: String?

    @Option(help: "How to report: human, or json for {mayServe, mapping, configuration, findings, notes}.")
    var format: ReportFormat = .human

    func run() async throws {
        let connected = try ConnectedAPI(ConfigurationSource(flags: api.flags))
        let check = try await connected.withDatabase(loginRole: loginRole) { _, check, _ in check }
        let report = APICheckReport(check: check)
        switch format {
        case .human: StandardStream.output.writeLine(report.text)
        case .json: StandardStream.output.writeLine(report.json.indentedText)
        }
        if !check.mayServe { throw ExitStatus.configuration.exitCode }
    }
}
