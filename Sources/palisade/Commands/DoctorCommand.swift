// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import JSON
import Server

/// `palisade doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look for what keeps a server from working: configuration, database, keys, clock.",
        discussion: """
            Takes the flags of 'serve', asks what 'serve' would ask, changes nothing, and says for each fault what to do \
            next. Exit codes: 0 nothing is at fault, 1 something is.
            """)

    @OptionGroup var api: APIOptions
    @OptionGroup var secret: SecretOptions
    @OptionGroup var server: ServerOptions

    @Option(help: "How to print: human, or json for an array of {subject, state, text, next}.")
    var format: ReportFormat = .human

    func run() async throws {
        var examination = Examination(ConfigurationSource(flags: api.flags + secret.flags + server.flags))
        await examination.run()
        switch format {
        case .human: StandardStream.output.write(examination.findings.map(\.lines).joined())
        case .json: StandardStream.output.writeLine(JSON.array(examination.findings.map(\.json)).indentedText)
        }
        if examination.findings.contains(where: { $0.state == .fault }) { throw ExitStatus.faultsFound.exitCode }
    }
}

extension Examination.Finding {
    /// A line, and below it what to do.
    fileprivate var lines: String {
        let mark =
            switch state {
            case .good: "ok   "
            case .note: "note "
            case .fault: "FAULT"
            }
        return "\(mark)  \(subject): \(text.replacing("\n", with: "\n         "))\n"
            + (next.map { "       > \($0)\n" } ?? "")
    }

    fileprivate var json: JSON {
        .object([
            JSONMember(name: "subject", value: .string(subject)),
            JSONMember(name: "state", value: .string(state.rawValue)),
            JSONMember(name: "text", value: .string(text)),
            JSONMember(name: "next", value: next.map { .string($0) } ?? .null),
        ])
    }
}
