// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import JSON
import Server

/// `palisade config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the configuration that 'serve' would run with, and where each value comes from.",
        discussion: """
            Takes the flags of 'serve'. Secrets and passwords are not shown. Exit code 78 where the configuration is \
            faulty: the faults follow on the error stream.
            """)

    @OptionGroup var api: APIOptions
    @OptionGroup var secret: SecretOptions
    @OptionGroup var server: ServerOptions

    @Option(help: "How to print: human, or json for {variables: [{name, value, source, place}], faults, warnings}.")
    var format: ReportFormat = .human

    func run() async throws {
        let source = ConfigurationSource(flags: api.flags + secret.flags + server.flags)
        let report = ConfigurationReport(
            source, purpose: .serve, processorCount: ProcessInfo.processInfo.activeProcessorCount)
        switch format {
        case .human:
            StandardStream.output.write(report.text)
            for warning in report.warnings { StandardStream.error.writeLine("Warning: \(warning)") }
            for fault in report.faults { StandardStream.error.writeLine("Fault: \(fault)") }
        case .json: StandardStream.output.writeLine(report.json.indentedText)
        }
        if !report.faults.isEmpty { throw ExitStatus.configuration.exitCode }
    }
}
