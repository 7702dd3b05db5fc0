// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import JSON
import Jobs
import Logging
import Postgres
import Testing

/// `GET /exports/{id}`: from the mutation by the worker to the download.
@Suite struct ExportOverHTTPTests {
    private func work(_ database: DemoDatabase) async throws {
        try await Worker(
            configuration: PostgresConnectionConfiguration(connectionString: database.ownerURL),
            jobs: [ExportJob(partSize: 4_096)], logger: ServedClient.quiet
        ).runOnce()
    }

    @Test func `an archive is made, listed, fetched by its requester alone, and gone`() async throws {
        try await ServedClient.with("palisade_test_exports") { client, database in
            let told = try await client.ask("mutation { gdprExportMe(asArchive: true) }", as: "member-a")[
                "gdprExportMe"]
            let path = try #require(told?["archive"]?.stringValue)
            #expect(path.hasPrefix("/exports/"))
            let early = try await client.send("GET", path, as: "member-a")
            #expect(early.status == 409)
            try await work(database)

            let listed = try await client.ask(
                "{ gdprExports { nodes { id state rows bytes request { kind state } } totalCount } }", as: "member-a")
            let export = try #require(listed["gdprExports"]?["nodes"]?.arrayValue?.first)
            #expect(listed["gdprExports"]?["totalCount"]?.integerValue == 1)
            #expect("/exports/" + (export["id"]?.stringValue ?? "") == path)
            #expect(export["state"]?.stringValue == "READY")
            #expect(export["request"]?["state"]?.stringValue == "DONE")
            let others = try await client.ask("{ gdprExports { nodes { id } } }", as: "admin-a")
            #expect(others["gdprExports"]?["nodes"]?.arrayValue?.contains { $0["id"] == export["id"] } == false)

            // Others: without a token, of the same tenant, of another one, of a role that has no exports.
            let refusals = [
                (String?.none, 401), ("admin-a", 404), ("member-b", 404), ("service-a", 404), ("analyst-a", 404),
            ]
            for (persona, status) in refusals {
                let answer = try await client.send("GET", path, as: persona)
                #expect(answer.status == status, "\(persona ?? "nobody")")
                #expect(answer.fields["Content-Type"] as? String == "application/json; charset=utf-8")
            }
            for (method, path, status) in [
                ("HEAD", path, 405), ("POST", path, 405), ("GET", path + "x", 404), ("GET", "/exports/", 404),
            ] {
                let answer = try await client.send(method, path, as: "member-a")
                #expect(answer.status == status, "\(method) \(path)")
            }

            let archive = try await client.send("GET", path, as: "member-a")
            #expect(archive.status == 200)
            #expect(archive.fields["Content-Type"] as? String == "application/gzip")
            #expect(archive.fields["Cache-Control"] as? String == "no-store")
            #expect(
                (archive.fields["Content-Disposition"] as? String)?.hasPrefix("attachment; filename=\"export-") == true)
            #expect(String(archive.body.count) == export["bytes"]?.stringValue)
            #expect(archive.body.starts(with: [0x1f, 0x8b]))
            let again = try await client.send("GET", path, as: "member-a")
            #expect(again.status == 404)
            let left = try await PostgresConnection.withConnection(
                PostgresConnectionConfiguration(connectionString: database.ownerURL)
            ) { connection in
                try await connection.simpleQuery(
                    """
                    select (select count(*) from privacy.export_chunks),
                        (select state from privacy.exports order by created_at desc limit 1),
                        (select count(*) from privacy.audit_log where operation = 'fetch')
                    """
                ).last
            }
            #expect((0..<3).map { left?.text(row: 0, column: $0) } == ["0", "fetched", "1"])
        }
    }

    @Test func `a database without exports has nothing at their path`() async throws {
        try await ServedClient.with("palisade_test_no_exports") { client, database in
            let path = "/exports/00000000-0000-4000-8000-000000000000"
            let unknown = try await client.send("GET", path, as: "member-a")
            #expect(unknown.status == 404)
            try await PostgresConnection.withConnection(
                PostgresConnectionConfiguration(connectionString: database.ownerURL)
            ) { connection in
                _ = try await connection.simpleQuery("drop schema privacy cascade")
            }
            let answer = try await client.send("GET", path, as: "member-a")
            #expect(answer.status == 404)
            #expect(
                try JSON.parse(Array(answer.body))["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
                    == "NOT_FOUND")
        }
    }
}
