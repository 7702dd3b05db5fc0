// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Subprocess
import SystemPackage
import Testing

/// `palisade dev` with the shipped application, on an embedded PostgreSQL.
struct DevCommandTests {
    @Test func `a folder without an application is told which flag to give`() async throws {
        let workspace = try Workspace()
        let run = try await workspace.run("dev")
        #expect(run.status == 66)
        #expect(run.error.hasPrefix("Error: The SDL should be at 'schema', which does not exist"))
        #expect(run.error.contains("--schema"))
        #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: ".palisade").path))
    }

    @Test func `what is wrong with the configuration is said before a database is started`() async throws {
        let workspace = try Workspace()
        let run = try await workspace.run(
            "dev", "--port", "70000", "--schema", RunningDevelopment.root.appending(path: "schema").path,
            "--migrations", RunningDevelopment.root.appending(path: "migrations").path, "--no-demo")
        #expect(run.status == 78)
        #expect(run.error.contains("--port is \"70000\", which is not a whole number from 0 to 65535."))
        #expect(!FileManager.default.fileExists(atPath: workspace.url.appending(path: ".palisade").path))
    }

    @Test func `it serves the demo data to each tenant, alone in its directory, until it is told to stop`() async throws
    {
        let log = try await RunningDevelopment.with { development in
            let file = development.workspace.url.appending(path: "data/dev.json")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            #expect(
                development.json.members?.map(\.name) == [
                    "url", "databaseUrl", "ownerDatabaseUrl", "jwtSecret", "identities",
                ])
            let people = try development.people("admin").filter {
                $0["name"]?.stringValue?.contains(/^(Nordlicht|Harbor & Pine|Mirasol)/) == true
            }
            #expect(people.count == 3)

            var titles: [Set<String>] = []
            for person in people {
                let token = try #require(person["token"]?.stringValue)
                let answer = try await development.ask("{ trainingSessions(first: 20) { nodes { id } } }", token: token)
                let nodes = answer.body["data"]?["trainingSessions"]?["nodes"]?.arrayValue ?? []
                titles.append(Set(nodes.compactMap { $0["id"]?.stringValue }))
            }
            #expect(titles.allSatisfy { $0.count == 20 })
            #expect(titles.reduce(into: Set()) { $0.formUnion($1) }.count == 60)
            let refused = try await development.ask("{ __typename }", token: "none")
            #expect(refused.body["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("UNAUTHENTICATED"))

            try await lookAtGreeting(development)
            try await lookAtDatabase(development, person: people[0])

            let second = try await CommandRun(development.arguments, in: development.workspace)
            #expect(second.status == 69)
            #expect(second.error.contains("Another palisade"))

            // Its port is taken: whoever wants it too is told before anything is migrated.
            let port = try #require(development.url.split(separator: ":").last)
            try await lookAtTakenPort(String(port), development)
        }
        #expect(!log.contains("ERROR"))
    }

    private func lookAtTakenPort(_ port: String, _ development: RunningDevelopment) async throws {
        let workspace = try Workspace()
        let data = workspace.url.appending(path: "data")
        try FileManager.default.createDirectory(
            at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        defer { RunningDevelopment.removeServerHome(data) }
        let arguments = development.arguments.map { argument in
            argument == "0" ? port : argument.hasSuffix("/data") ? data.path : argument
        }
        let run = try await CommandRun(arguments, in: workspace)
        #expect(run.status == 69)
        #expect(run.error.contains(":\(port) cannot be listened on: Address already in use."))
        #expect(run.error.contains("Choose another port with --port."))
        #expect(!run.error.contains("Applying"))
    }

    /// What a newcomer sees, and pastes.
    private func lookAtGreeting(_ development: RunningDevelopment) async throws {
        let steps = development.log.split(separator: "\n")
        #expect(steps.first == "Starting PostgreSQL …")
        #expect(steps.count == 3)
        #expect(steps.dropFirst().first?.wholeMatch(of: /Applying \d\d+ migrations …/) != nil)
        #expect(steps.last == "Loading demo data …")

        try await RunningDevelopment.waitUntil { development.output.contains("Ctrl-C") }
        let command = try #require(development.output.firstMatch(of: /\n(curl (?:.*\n)*?.*'\{.*\}')\n/)).output.1
        #expect(command.hasPrefix("curl \(development.url)/graphql "))
        let answer = try await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", String(command)], output: .string(limit: 1 << 20))
        let json = try JSON.parse(Array(answer.standardOutput.utf8))
        #expect(json["data"]?["trainingSessions"]?["nodes"]?.arrayValue?.count == 2)
        #expect(json["errors"] == nil)
    }

    /// `check` and `explain` on the running database.
    private func lookAtDatabase(_ development: RunningDevelopment, person: JSON) async throws {
        let workspace = try Workspace()
        let json = development.json
        var environment = [
            "PALISADE_SCHEMA": RunningDevelopment.root.appending(path: "schema").path,
            "PALISADE_PRE_REQUEST": "palisade.enter",
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
        let plan = try #require(statements.first?["plan"]?.arrayValue)
        let mark = try #require(
            statements.first?["policies"]?.arrayValue?.first { $0["policy"]?.stringValue == "sessions_tenant" })
        let marked = try #require(mark["line"]?.integerValue.flatMap { plan.indices.contains($0) ? plan[$0] : nil })
        #expect(marked.stringValue?.contains(try #require(mark["condition"]?.stringValue)) == true)

        let anonymous = try await workspace.run(
            "explain", "{ trainingSessions { nodes { id } } }", environment: environment)
        #expect(anonymous.status == 1)
        #expect(anonymous.error.contains(#"Cannot query field "trainingSessions" on type "Query"."#))
        #expect(anonymous.error.contains("This was asked as nobody"))

        let schema = try #require(environment["PALISADE_SCHEMA"])
        let visible = try await workspace.run(
            "schema", "print", "--schema", schema, "--role", "analyst", environment: environment)
        #expect(visible.output.contains("pseudonym: String!") && !visible.output.contains("fullName"))
        let unknown = try await workspace.run(
            "schema", "introspect", "--schema", schema, "--role", "root", environment: environment)
        #expect(unknown.error.contains("There is no role 'root' in tokens; there are anon, member, analyst"))

        environment["PALISADE_DATABASE_URL"] = try #require(json["ownerDatabaseUrl"]?.stringValue)
        let asOwner = try await workspace.run("check", "--format", "json", environment: environment)
        #expect(asOwner.status == 78)
        let report = try JSON.parse(asOwner.output)
        #expect(report["mayServe"] == .boolean(false))
        #expect(report["findings"]?.arrayValue?.contains { $0["code"]?.stringValue == "PA201" } == true)
    }
}
