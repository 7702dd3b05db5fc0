// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import JSON
import Jobs
import Logging
import Postgres
import SQL
import Subprocess
import SystemPackage
import Testing

/// Exports as archives: complete, made in parts, for one person's hands, once.
@Suite struct ExportTests {
    @Test func `an archive holds every marker of the person, nothing of anybody else, and describes itself`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            let id = try await request(fixture)
            // Parts of a few rows each: there are many files, and the keys where one part ends and the next begins.
            try await make(fixture, partSize: 300)
            let files = try await unpacked(fixture, id)
            #expect(files.keys.filter { $0.hasPrefix("data/") }.count > 8)
            let answer = try await fixture.as("member", "select privacy.export_me() -> 'data'")
            let direct = try JSON.parse(try #require(answer.last?.text(row: 0, column: 0)))
            var rows: [String: [JSON]] = [:]
            let schema = try JSON.parse(try #require(files["schema.json"]))
            for (name, text) in files where name.hasPrefix("data/") {
                let file = try #require(try JSON.parse(text).arrayValue)
                let described = try #require(schema["tables"]?.members)
                let table = try #require(described.first { Self.files(of: $0.value).contains(name) })
                rows[table.name, default: []] += file
                for column in try #require(file.first?.members) {
                    #expect(table.value["columns"]?[column.name]?["category"] != nil, "\(table.name).\(column.name)")
                }
            }
            // The same rows as an answer in one piece, table by table, each once.
            let tables = try #require(direct.members)
            #expect(Set(tables.map(\.name)) == Set(rows.keys))
            for table in tables {
                let there = Set(rows[table.name, default: []].map(\.text))
                #expect(there == Set(try #require(table.value.arrayValue).map(\.text)), "\(table.name)")
                #expect(rows[table.name]?.count == there.count, "\(table.name)")
                #expect(schema["tables"]?[table.name]?["rows"]?.integerValue == there.count, "\(table.name)")
            }
            let page = try #require(files["index.html"])
            #expect(page.contains("training.sessions") && page.contains("data/training.sessions-00001.json"))
            let proof = try JSON.parse(try #require(files["receipt.json"]))
            let receipt = try #require(Receipt(json: proof))
            #expect(receipt.isIntact)
            #expect(receipt.content.contains(#""table": "training.sessions""#))
            #expect(
                try await fixture.texts(
                    "select state || ' ' || rows_left from privacy.gdpr_requests where id = '\(id.request)'")
                    == ["done 0"])
        }
    }

    @Test func `an archive is for whoever asked for it, once, and each fetch is on record`() async throws {
        try await PrivacyFixture.with { fixture in
            let id = try await request(fixture).export
            let fetch = "select * from privacy.fetch_export('\(id)')"
            func fetched(
                _ role: String, _ user: String, in tenant: String = PrivacyFixture.company
            ) async throws -> String? {
                let state = try await failure { _ = try await fixture.as(role, user, in: tenant, fetch) }
                if state != nil { try await fixture.database.run("rollback") }
                return state
            }
            let early = try await fetched("member", PrivacyFixture.subject)
            #expect(early == "PA409")
            try await make(fixture)
            for (role, user, tenant) in [
                ("admin", PrivacyFixture.other, PrivacyFixture.company),
                ("member", PrivacyFixture.other, PrivacyFixture.company),
                ("member", PrivacyFixture.subject, PrivacyFixture.couple),
            ] {
                let state = try await fetched(role, user, in: tenant)
                #expect(state == "PA404", "\(role) \(user) \(tenant)")
            }
            let chunks = "select count(*) from privacy.export_chunks"
            let before = try await fixture.as("member", chunks)
            #expect(before.last?.text(row: 0, column: 0) == "0", "not before it is fetched")

            let first = try await fetched("member", PrivacyFixture.subject)
            #expect(first == nil)
            let during = try await fixture.as("member", chunks)
            #expect(during.last?.text(row: 0, column: 0) != "0")
            for (role, user) in [("admin", PrivacyFixture.other), ("member", PrivacyFixture.other)] {
                let others = try await fixture.as(role, user, chunks)
                #expect(others.last?.text(row: 0, column: 0) == "0")
            }
            let second = try await fetched("member", PrivacyFixture.subject)
            #expect(second == "PA404")
            _ = try await fixture.as("member", "select privacy.close_export('\(id)')")
            #expect(try await fixture.texts("select count(*)::text from privacy.export_chunks") == ["0"])
            #expect(try await fixture.texts("select state from privacy.exports") == ["fetched"])
            #expect(
                try await fixture.texts(
                    "select relation || ' ' || row_key from privacy.audit_log where operation = 'fetch'")
                    == ["privacy.exports \(id)"])
        }
    }

    @Test func `an archive is as of one moment, and nobody waits for it`() async throws {
        try await PrivacyFixture.with { fixture in
            _ = try await request(fixture)
            // Two connections, as the worker has them: what one reads, the other stores.
            let (content, reached) = try await fixture.connected { reader in
                _ = try await reader.simpleQuery(
                    """
                    begin isolation level repeatable read, read only;
                    select count(*) from core.tenants
                    """)
                // Written after the moment: a row in a table that is not read yet, and a change of one.
                try await fixture.connected { writer in
                    _ = try await fixture.as(
                        "service", PrivacyFixture.other, on: writer,
                        """
                        insert into training.sessions (trainee_id, title) values ('\(PrivacyFixture.trainee)', 'MARK late');
                        update training.sessions set title = 'MARK changed' where id = '\(PrivacyFixture.session)'
                        """)
                }
                var (archive, content) = ("", "")
                let begun = try await fixture.connected { writer in
                    try await writer.simpleQuery("select privacy.begin_export()::text").last?.text(row: 0, column: 0)
                }
                archive = try #require(begun)
                while true {
                    let part = try #require(
                        try await reader.simpleQuery(
                            "select convert_from(decode(replace(encode(content, 'hex'), '00', ''), 'hex'), 'UTF8'), reached::text, reached ->> 'reached' from privacy.read_part('\(archive)'::jsonb, 300)"
                        ).last)
                    content += part.text(row: 0, column: 0) ?? ""
                    archive = try #require(part.text(row: 0, column: 1))
                    if part.isNull(row: 0, column: 2) { break }
                }
                return (content, archive)
            }
            #expect(content.contains("MARK title"))
            #expect(!content.contains("MARK late") && !content.contains("MARK changed"))
            // Erased meanwhile: what was read is not stored.
            let act = try await fixture.act("erase", "erase_subject")
            #expect(act.state == "done")
            let late = try await failure {
                try await fixture.database.run("select privacy.store_part('\(reached)'::jsonb, '\\x00')")
            }
            #expect(late == "PA404")
            #expect(try await fixture.texts("select count(*)::text from privacy.export_chunks") == ["0"])
        }
    }

    @Test func `schema.json says of which moment an archive is`() async throws {
        try await PrivacyFixture.with { fixture in
            let id = try await request(fixture)
            try await make(fixture, partSize: 300)
            let files = try await unpacked(fixture, id)
            let schema = try JSON.parse(try #require(files["schema.json"]))
            let moment = try #require(schema["asOf"]?.stringValue)
            #expect(
                try await fixture.texts(
                    "select ('\(moment)'::timestamptz between created_at and ready_at)::text from privacy.exports") == [
                        "true"
                    ])
            // What was archived is let go of: another one is made by whoever comes next.
            let held = try await fixture.texts(
                """
                select count(*)::text from pg_locks
                where locktype = 'advisory'
                  and database = (select oid from pg_database where datname = current_database())
                """)
            #expect(held == ["0"])
        }
    }

    @Test func `two who fetch at the same moment get one archive between them`() async throws {
        try await PrivacyFixture.with { fixture in
            let id = try await request(fixture).export
            try await make(fixture)
            let outcomes = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await fixture.connected { connection in
                            try await failure {
                                _ = try await fixture.as(
                                    "member", PrivacyFixture.subject, on: connection,
                                    "select * from privacy.fetch_export('\(id)')")
                            }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.filter { $0 == "PA404" }.count == 7)
        }
    }

    @Test func `what is not fetched in 24 hours is deleted, and nothing of it can be read after that`() async throws {
        try await PrivacyFixture.with { fixture in
            let id = try await request(fixture).export
            try await make(fixture)
            #expect(
                try await fixture.texts(
                    "select (expires_at - ready_at = interval '24 hours')::text from privacy.exports") == ["true"])
            // Asked again while it waits: the same one.
            let again = try await fixture.as("member", "select privacy.export_me(true) ->> 'archive'")
            #expect(again.last?.text(row: 0, column: 0) == "/exports/\(id)")
            try await fixture.database.run("update privacy.exports set expires_at = now() - interval '1 second'")
            let late = try await failure {
                _ = try await fixture.as("member", "select * from privacy.fetch_export('\(id)')")
            }
            #expect(late == "PA404")
            try await fixture.database.run("rollback")
            try await make(fixture)
            #expect(try await fixture.texts("select state from privacy.exports") == ["expired"])
            #expect(try await fixture.texts("select count(*)::text from privacy.export_chunks") == ["0"])
        }
    }

    @Test(arguments: ["erase_subject", "anonymize_subject", "delete_user_sessions"])
    func `an act takes the person's archives with it, ready or not`(function: String) async throws {
        try await PrivacyFixture.with { fixture in
            _ = try await request(fixture)
            try await make(fixture)
            // An admin's, of the same person, half made.
            let preview = try await fixture.preview("export")
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select privacy.export_subject('\(PrivacyFixture.subject)', '\(preview.request)', '\(preview.hash)', true)"
            )
            _ = try await fixture.connected { connection in
                // Half made: one part is stored.
                _ = try await connection.simpleQuery(
                    """
                    select set_config('test.archive', privacy.begin_export()::text, false);
                    select privacy.store_part(next.reached, next.content)
                    from privacy.read_part(current_setting('test.archive')::jsonb, 300) as next
                    """)
            }
            #expect(try await fixture.texts("select state from privacy.exports order by 1") == ["pending", "ready"])
            let kind = ["erase_subject": "erase", "anonymize_subject": "anonymize"][function] ?? "delete_sessions"
            let act = try await fixture.act(kind, function)
            #expect(act.state == "done")
            #expect(try await fixture.texts("select count(*)::text from privacy.exports") == ["0"])
            #expect(try await fixture.texts("select count(*)::text from privacy.export_chunks") == ["0"])
            #expect(
                try await fixture.texts("select state from privacy.gdpr_requests where id = '\(preview.request)'")
                    == ["refused"])
            try await make(fixture)
            #expect(try await fixture.texts("select count(*)::text from privacy.export_chunks") == ["0"])
        }
    }

    @Test func `more than one answer can hold becomes an archive; what a killed worker left is begun anew`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                insert into training.sessions (tenant_id, trainee_id, title)
                    select '\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'MARK title ' || n
                    from generate_series(1, 20100) n
                """)
            let answer = try await fixture.as("member", "select privacy.export_me()")
            let told = try JSON.parse(try #require(answer.last?.text(row: 0, column: 0)))
            #expect(told["state"]?.stringValue == "PENDING")
            #expect(told["data"] == nil)
            let path = try #require(told["archive"]?.stringValue)
            // Batches of erasures leave it alone.
            try await fixture.database.run("select * from privacy.work()")
            #expect(try await fixture.texts("select state from privacy.gdpr_requests") == ["running"])
            try await fixture.connected { killed in
                _ = try await killed.simpleQuery(
                    """
                    select set_config('test.archive', privacy.begin_export()::text, false);
                    select privacy.store_part(next.reached, next.content)
                    from privacy.read_part(current_setting('test.archive')::jsonb, 100000) as next
                    """)
                #expect(try await fixture.texts("select (chunks > 0)::text from privacy.exports") == ["true"])
                _ = try await failure {
                    try await fixture.database.run(
                        "select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                    )
                }
            }
            try await make(fixture, partSize: 100_000)
            let id = (request: "", export: String(path.dropFirst("/exports/".count)))
            let files = try await unpacked(fixture, id)
            var titles: [String] = []
            for (name, text) in files where name.hasPrefix("data/training.sessions-") {
                titles += try #require(try JSON.parse(text).arrayValue).compactMap { $0["title"]?.stringValue }
            }
            #expect(titles.count == 20_102)
            #expect(Set(titles).count == 20_102)
            let counted = try await fixture.texts("select state || ' ' || rows_done from privacy.gdpr_requests")
            let made = try await fixture.texts("select 'done ' || rows from privacy.exports")
            #expect(counted == made)
        }
    }

    // MARK: Parts

    private static func files(of table: JSON) -> [String] {
        (table["files"]?.arrayValue ?? []).compactMap(\.stringValue)
    }

    /// What the subject asks for: the request, and the archive.
    private func request(_ fixture: PrivacyFixture) async throws -> (request: String, export: String) {
        let answer = try await fixture.as("member", "select privacy.export_me(true)")
        let told = try JSON.parse(try #require(answer.last?.text(row: 0, column: 0)))
        #expect(told["state"]?.stringValue == "PENDING")
        let path = try #require(told["archive"]?.stringValue)
        return (try #require(told["request"]?.stringValue), String(path.dropFirst("/exports/".count)))
    }

    private func make(_ fixture: PrivacyFixture, partSize: Int = 1 << 20) async throws {
        let worker = Worker(
            configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url),
            jobs: [ExportJob(partSize: partSize)], logger: Logger(label: "test"))
        try await worker.runOnce()
    }

    /// The texts of the files, by name, as another program unpacks them.
    private func unpacked(
        _ fixture: PrivacyFixture, _ id: (request: String, export: String)
    ) async throws -> [String: String] {
        let chunks = try #require(
            try await fixture.database.connection.simpleQuery(
                "select content from privacy.export_chunks where export_id = '\(id.export)' order by position"
            ).last)
        var archive: [UInt8] = []
        for row in 0..<chunks.rowCount {
            archive += try #require(
                chunks.withBytes(row: row, column: 0) { $0.flatMap { HexadecimalBytes(text: $0)?.bytes } })
        }
        #expect(
            try await fixture.texts("select bytes::text from privacy.exports where id = '\(id.export)'")
                == [String(archive.count)])
        let folder = FileManager.default.temporaryDirectory.appending(path: "export-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "archive.tar.gz")
        try Data(archive).write(to: file)
        let run = try await Subprocess.run(
            .name("tar"), arguments: ["-xzf", file.path(), "-C", folder.path()], output: .discarded,
            error: .string(limit: 1 << 16))
        #expect(run.terminationStatus.isSuccess, "\(run.standardError)")
        try FileManager.default.removeItem(at: file)
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path()) {
            let path = folder.appending(path: name)
            guard let data = try? Data(contentsOf: path) else { continue }
            files[name] = String(decoding: data, as: UTF8.self)
        }
        return files
    }
}
