// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import JSON
import Subprocess
import SystemPackage
import Testing

/// `palisade serve` as a process of its own.
struct RunningServer: Sendable {
    let workspace: Workspace
    let process: pid_t
    let port: Int
    let adminPort: Int

    /// Starts it, calls `body` once it listens, and tells it to stop.
    ///
    /// - Parameters:
    ///   - workspace: its directory; `schema.graphql` there is what it serves.
    /// - Returns: all that it wrote to its log.
    @discardableResult
    static func with(
        _ environment: [String: String], arguments: [String] = [], in workspace: Workspace,
        _ body: @Sendable (RunningServer) async throws -> Void
    ) async throws -> String {
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PALISADE_") }
        variables.merge([
            "PALISADE_SCHEMA": "schema.graphql", "PALISADE_PORT": "0", "PALISADE_ADMIN_PORT": "0",
            "PALISADE_LOG_FORMAT": "json",
        ]) { _, own in own }
        variables.merge(environment) { _, own in own }
        let log = FilePath(try workspace.file("serve.err", "").path)
        let output = FilePath(try workspace.file("serve.out", "").path)
        let run = try await Subprocess.run(
            .path(FilePath(CommandRun.program)), arguments: Arguments(["serve"] + arguments),
            environment: CommandRun.environment(variables), workingDirectory: FilePath(workspace.url.path),
            input: .none, output: .fileDescriptor(.open(output, .writeOnly), closeAfterSpawningProcess: true),
            error: .fileDescriptor(.open(log, .writeOnly), closeAfterSpawningProcess: true)
        ) { execution in
            let process = execution.processIdentifier.value
            let result: Result<Void, any Error>
            do {
                try await RunningDevelopment.waitUntil {
                    Self.ports(in: workspace).count == 2 || !RunningDevelopment.isRunning(process)
                }
                try #require(RunningDevelopment.isRunning(process), "\(text(in: workspace))")
                let ports = Self.ports(in: workspace)
                try await body(
                    RunningServer(
                        workspace: workspace, process: process, port: ports["graphQL"] ?? 0,
                        adminPort: ports["operators"] ?? 0))
                result = .success(())
            } catch {
                result = .failure(error)
            }
            if RunningDevelopment.isRunning(process) { try execution.send(signal: .terminate) }
            return result
        }
        try run.closureResult.get()
        #expect(run.terminationStatus == .exited(0), "\(text(in: workspace))")
        return text(in: workspace)
    }

    private static func text(in workspace: Workspace) -> String {
        (try? String(contentsOf: workspace.url.appending(path: "serve.err"), encoding: .utf8)) ?? ""
    }

    /// Where it listens, by what it serves there.
    private static func ports(in workspace: Workspace) -> [String: Int] {
        var ports: [String: Int] = [:]
        for line in text(in: workspace).split(separator: "\n") {
            guard let json = try? JSON.parse(String(line)), json["message"]?.stringValue == "listening",
                let paths = json["paths"]?.stringValue, let address = json["address"]?.stringValue,
                let port = address.split(separator: ":").last.flatMap({ Int($0) })
            else { continue }
            ports[paths] = port
        }
        return ports
    }

    /// What it has written to its log so far.
    var log: String { Self.text(in: workspace) }

    /// The entries of the log with a message.
    func entries(_ message: String) -> [JSON] {
        log.split(separator: "\n").compactMap { try? JSON.parse(String($0)) }
            .filter { $0["message"]?.stringValue == message }
    }

    /// Sends an operation.
    func ask(
        _ query: String, token: String, headers: [String: String] = [:]
    ) async throws -> (status: Int, body: JSON, fields: [String: String]) {
        var fields = ["Content-Type": "application/json", "Authorization": "Bearer \(token)"]
        fields.merge(headers) { _, own in own }
        let body = JSON.object([JSONMember(name: "query", value: .string(query))]).bytes
        let answer = try await HTTPExchange.send("POST", "/graphql", to: port, fields: fields, body: body)
        return (answer.status, try JSON.parse(answer.body), answer.fields)
    }

    /// What a page of the admin port says.
    func admin(_ path: String) async throws -> String {
        String(decoding: try await HTTPExchange.send("GET", path, to: adminPort).body, as: UTF8.self)
    }

    /// A figure of `/metrics`.
    func metric(_ name: String) async throws -> Double? {
        try await admin("/metrics").split(separator: "\n").first { $0.hasPrefix(name + " ") }
            .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
    }

    func signal(_ signal: Int32) { kill(process, signal) }
}
