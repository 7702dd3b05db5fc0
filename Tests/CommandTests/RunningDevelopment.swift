// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import JSON
import Subprocess
import SystemPackage
import Testing

/// `palisade dev` with the shipped application, running in a workspace of its own.
struct RunningDevelopment {
    let workspace: Workspace
    /// What `dev.json` says.
    let json: JSON
    let url: String

    /// What the program was started with.
    let arguments: [String]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Starts it, calls `body` once it serves, tells it to stop, and leaves nothing of it behind.
    ///
    /// - Parameter further: arguments beside those that every run has.
    /// - Returns: all that it wrote to the error stream.
    @discardableResult
    static func with(
        environment: [String: String] = [:], further: [String] = [], _ body: (RunningDevelopment) async throws -> Void
    ) async throws -> String {
        let workspace = try Workspace()
        let data = workspace.url.appending(path: "data")
        let arguments =
            [
                "dev", "--port", "0", "--data-dir", data.path, "--schema", root.appending(path: "schema").path,
                "--migrations", root.appending(path: "migrations").path, "--demo", root.appending(path: "demo").path,
            ] + further
        // Run by root, the server has an account of its own. What that may enter it uses, and nothing outside.
        try FileManager.default.createDirectory(
            at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])

        let inherited = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("PALISADE_") || $0.key == "PALISADE_POSTGRES_BIN"
        }
        let output = FilePath(try workspace.file("dev.out", "").path)
        let log = FilePath(try workspace.file("dev.err", "").path)
        defer { removeServerHome(data) }
        // What the body throws ends the program, which has to be gone before anything is cleared away.
        let run = try await Subprocess.run(
            .path(FilePath(CommandRun.program)), arguments: Arguments(arguments),
            environment: CommandRun.environment(inherited.merging(environment) { _, own in own }),
            input: .none, output: .fileDescriptor(.open(output, .writeOnly), closeAfterSpawningProcess: true),
            error: .fileDescriptor(.open(log, .writeOnly), closeAfterSpawningProcess: true)
        ) { execution in
            let process = execution.processIdentifier.value
            let result: Result<Void, any Error>
            do {
                let file = data.appending(path: "dev.json")
                try await waitUntil { FileManager.default.fileExists(atPath: file.path) || !isRunning(process) }
                try #require(isRunning(process), "\(text(of: "dev.err", in: workspace))")
                let json = try JSON.parse(try Array(Data(contentsOf: file)))
                try await body(
                    RunningDevelopment(
                        workspace: workspace, json: json, url: try #require(json["url"]?.stringValue),
                        arguments: arguments))
                result = .success(())
            } catch {
                result = .failure(error)
            }
            if isRunning(process) { try execution.send(signal: .terminate) }
            return result
        }
        try run.closureResult.get()
        #expect(run.terminationStatus == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: data.appending(path: "dev.json").path))
        return text(of: "dev.err", in: workspace)
    }

    /// Whether a process is there and has not ended.
    static func isRunning(_ process: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return false }
        return stat[end...].dropFirst(2).first != "Z"
    }

    /// Where the server's files could not be in the data directory, that says where they are.
    static func removeServerHome(_ data: URL) {
        guard let content = try? Data(contentsOf: data.appending(path: "credentials")),
            let json = try? JSON.parse(Array(content)), let home = json["serverHome"]?.stringValue
        else { return }
        try? FileManager.default.removeItem(atPath: home)
    }

    /// The identities of `dev.json` with this role.
    func people(_ role: String) throws -> [JSON] {
        try #require(json["identities"]?.arrayValue).filter { $0["role"]?.stringValue == role }
    }

    /// What the program has written to the output so far.
    var output: String { Self.text(of: "dev.out", in: workspace) }

    /// What the program has written to the error stream so far.
    var log: String { Self.text(of: "dev.err", in: workspace) }

    private static func text(of file: String, in workspace: Workspace) -> String {
        (try? String(contentsOf: workspace.url.appending(path: file), encoding: .utf8)) ?? ""
    }

    /// Sends an operation.
    func ask(_ query: String, token: String) async throws -> (status: Int, body: JSON) {
        var request = URLRequest(url: try #require(URL(string: url + "/graphql")))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.httpBody = Data(JSON.object([JSONMember(name: "query", value: .string(query))]).bytes)
        let (data, response) = try await URLSession.shared.data(for: request)
        return (try #require(response as? HTTPURLResponse).statusCode, try JSON.parse(Array(data)))
    }

    /// What a page says.
    func text(of path: String) async throws -> String {
        let (data, _) = try await URLSession.shared.data(from: try #require(URL(string: url + path)))
        return String(decoding: data, as: UTF8.self)
    }

    /// The status of a page.
    func status(of path: String) async throws -> Int {
        let (_, response) = try await URLSession.shared.data(from: try #require(URL(string: url + path)))
        return try #require(response as? HTTPURLResponse).statusCode
    }

    /// A limit that only what hangs exceeds.
    static func waitUntil(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<1_800 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("It never came to be.")
        throw CancellationError()
    }
}
