// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import FoundationNetworking
import Glibc
import JSON
import Server

/// `palisade reload`
struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Have a running server read its configuration file, SDL and keys again.",
        discussion: """
            Asks the server's admin port (PALISADE_ADMIN_PORT), and tells what came of it: exit code 0 taken over, 1 \
            refused, and everything stays as it was. Where there is no admin port it sends SIGHUP to the process of \
            PALISADE_PID_FILE; the outcome is then in the server's log. docs/configuration.md says what can be reloaded.
            """)

    @Option(help: ArgumentHelp("The file with the server's process number. (PALISADE_PID_FILE)", valueName: "file"))
    var pidFile: String?

    @OptionGroup var file: ConfigurationFileOption

    func run() async throws {
        let source = ConfigurationSource(flags: [file.flag, ConfigurationSource.Flag(.pidFile, "--pid-file", pidFile)])
        try source.requireSoundFile()
        if pidFile == nil, let port = source.value(.adminPort).flatMap(UInt16.init), port > 0 {
            return try await ask(host: source.value(.adminHost) ?? "127.0.0.1", port: port)
        }
        guard let path = source.value(.pidFile) else {
            throw CommandError(
                .configuration,
                "It is not known how to reach the server. Set PALISADE_ADMIN_PORT or PALISADE_PID_FILE as the server has it, "
                    + "or send SIGHUP to the server yourself.")
        }
        guard let process = PIDFile(path: path).read(), kill(process, SIGHUP) == 0 else {
            throw CommandError(.unavailable, "\(path) names no process that runs and may be sent signals.")
        }
        StandardStream.output.writeLine("SIGHUP was sent to process \(process). The server's log says what came of it.")
    }

    private func ask(host: String, port: UInt16) async throws {
        let name: String
        switch host {
        case "0.0.0.0": name = "127.0.0.1"
        case "::": name = "[::1]"
        case let host where host.contains(":"): name = "[\(host)]"
        default: name = host
        }
        guard let url = URL(string: "http://\(name):\(port)/reload") else {
            throw CommandError(.configuration, "\(host) is no address of a server. Check PALISADE_ADMIN_HOST.")
        }
        let client = OutgoingHTTP(patience: .seconds(120), largest: 16 << 20)
        defer { client.close() }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data("{}".utf8)
        let body: [UInt8]
        do throws(OutgoingHTTP.Fault) {
            body = try await client.ask(request).body
        } catch {
            throw CommandError(.unavailable, "The server cannot be reached at \(url.absoluteString).")
        }
        guard let json = try? JSON.parse(body), let reloaded = json["reloaded"]?.booleanValue else {
            throw CommandError(.unavailable, "What answers at \(url.absoluteString) is no server that can be reloaded.")
        }
        let texts = { (name: String) in (json[name]?.arrayValue ?? []).compactMap(\.stringValue) }
        for note in texts("notes") { StandardStream.error.writeLine("Warning: \(note)") }
        guard reloaded else {
            let faults = texts("faults").map { "\n\n" + $0 }.joined()
            throw CommandError(.faultsFound, "Nothing was taken over; the server goes on as before." + faults)
        }
        StandardStream.output.writeLine("Configuration, SDL and keys are in force.")
    }
}
