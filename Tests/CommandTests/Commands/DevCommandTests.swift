// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import JSON
import Testing

/// `palisade dev` with the shipped application, on an embedded PostgreSQL.
struct DevCommandTests {
    private let workspace: Workspace
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    init() throws {
        workspace = try Workspace()
    }

    @Test func `a folder without an application is told which flag to give`() async throws {
        let run = try await workspace.run("dev")
        #expect(run.status == 66)
        #expect(run.error.hasPrefix("Error: The SDL should be at 'schema', which does not exist"))
        #expect(run.error.contains("--schema"))
        #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: ".palisade").path))
    }

    @Test func `it serves the demo data to each tenant, alone in its directory, until it is told to stop`() async throws
    {
        let process = try start()
        defer {
            if process.isRunning { process.terminate() }
            process.waitUntilExit()
            removeServerHome()
        }
        let file = workspace.url.appending(path: "data/dev.json")
        try await waitUntil { FileManager.default.fileExists(atPath: file.path) || !process.isRunning }
        try #require(process.isRunning, "\(text("dev.err"))")

        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        let json = try JSON.parse(try Array(Data(contentsOf: file)))
        #expect(json.members?.map(\.name) == ["url", "databaseUrl", "ownerDatabaseUrl", "jwtSecret", "identities"])
        let url = try #require(json["url"]?.stringValue)
        let people = try #require(json["identities"]?.arrayValue).filter { $0["role"]?.stringValue == "admin" }
        #expect(people.count == 3)

        var titles: [Set<String>] = []
        for person in people {
            let token = try #require(person["token"]?.stringValue)
            let answer = try await ask(url, token: token, "{ trainingSessions(first: 20) { nodes { id } } }")
            let nodes = answer["data"]?["trainingSessions"]?["nodes"]?.arrayValue ?? []
            titles.append(Set(nodes.compactMap { $0["id"]?.stringValue }))
        }
        #expect(titles.allSatisfy { $0.count == 20 })
        #expect(titles.reduce(into: Set()) { $0.formUnion($1) }.count == 60)
        let refused = try await ask(url, token: "none", "{ __typename }")
        #expect(refused["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("UNAUTHENTICATED"))

        try await lookAtDatabase(json, person: people[0])

        let second = try await CommandRun(arguments, in: workspace)
        #expect(second.status == 69)
        #expect(second.error.contains("Another palisade"))

        process.terminate()
        try await waitUntil { !process.isRunning }
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    /// `check` and `explain` on the running database.
    private func lookAtDatabase(_ json: JSON, person: JSON) async throws {
        var environment = [
            "PALISADE_SCHEMA": root.appending(path: "schema").path, "PALISADE_PRE_REQUEST": "palisade.enter",
            "PALISADE_DATABASE_URL": try #require(json["databaseUrl"]?.stringValue),
        ]
        let check = try await workspace.run("check", environment: environment)
        #expect(check.status == 0, "\(check.output)\(check.error)")
        #expect(check.output.hasSuffix("may be served.\n"))

        let identity = try ["tenant", "user"].flatMap { name in
            ["--\(name)", try #require(person["\(name)Id"]?.stringValue)]
        }
        let operation =
            "query($n: Int) { newest: trainingSessions(first: $n, where: {title: {eq: \"x\"}}) { nodes { id } } }"
        let explain = try await CommandRun(
            ["explain", "--role", "admin", "--variables", #"{"n": 2}"#, "--format", "json", operation] + identity,
            environment: environment, in: workspace)
        #expect(explain.status == 0, "\(explain.error)")
        let statements = try #require(try JSON.parse(explain.output).arrayValue)
        #expect(statements.map { $0["field"]?.stringValue } == ["newest"])
        let sql = try #require(statements.first?["sql"]?.stringValue)
        #expect(sql.contains("training.sessions"))
        #expect(statements.first?["parameters"]?.arrayValue?.contains(.string("x")) == true)
        #expect(statements.first?["plan"]?.arrayValue?.isEmpty == false)

        let anonymous = try await workspace.run(
            "explain", "{ trainingSessions { nodes { id } } }", environment: environment)
        #expect(anonymous.status == 1)
        #expect(anonymous.error.contains("42501"))

        environment["PALISADE_DATABASE_URL"] = try #require(json["ownerDatabaseUrl"]?.stringValue)
        let asOwner = try await workspace.run("check", "--format", "json", environment: environment)
        #expect(asOwner.status == 78)
        let report = try JSON.parse(asOwner.output)
        #expect(report["mayServe"] == .boolean(false))
        #expect(report["findings"]?.arrayValue?.contains { $0["code"]?.stringValue == "PA201" } == true)
    }

    private var arguments: [String] {
        [
            "dev", "--port", "0", "--data-dir", workspace.url.appending(path: "data").path,
            "--schema", root.appending(path: "schema").path, "--migrations", root.appending(path: "migrations").path,
            "--demo", root.appending(path: "demo").path,
        ]
    }

    /// Run by root, the server's files are not in the data directory, which says where they are.
    private func removeServerHome() {
        let file = workspace.url.appending(path: "data/credentials")
        guard let content = try? Data(contentsOf: file), let json = try? JSON.parse(Array(content)),
            let home = json["serverHome"]?.stringValue
        else { return }
        try? FileManager.default.removeItem(atPath: home)
    }

    private func start() throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "palisade")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("PALISADE_") || $0.key == "PALISADE_POSTGRES_BIN"
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: workspace.file("dev.err", ""))
        try process.run()
        return process
    }

    private func ask(_ url: String, token: String, _ query: String) async throws -> JSON {
        var request = URLRequest(url: try #require(URL(string: url + "/graphql")))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.httpBody = Data(JSON.object([JSONMember(name: "query", value: .string(query))]).bytes)
        let (data, _) = try await URLSession.shared.data(for: request)
        return try JSON.parse(Array(data))
    }

    /// A limit that only a process that hangs exceeds.
    private func waitUntil(_ condition: () -> Bool) async throws {
        for _ in 0..<1_800 where !condition() { try await Task.sleep(for: .milliseconds(100)) }
        try #require(condition(), "\(text("dev.err"))")
    }

    private func text(_ file: String) -> String {
        (try? String(contentsOf: workspace.url.appending(path: file), encoding: .utf8)) ?? ""
    }
}
