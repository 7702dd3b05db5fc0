// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Mapping
import Postgres
import SQL
import Server
import Tenancy
import Testing

/// Why somebody sees a row of the demo data, or does not.
@Suite struct RowInspectorTests {
    private func diagnosis(
        of type: String, _ persona: String, owner: Bool = true, id: (PostgresConnection) async throws -> String
    ) async throws -> RowDiagnosis {
        let application = try await ServedApplication.shared
        let database = try await DemoDatabase.shared
        let identity = try #require(Identity(persona: persona))
        let context = try await application.context(of: identity)
        let table = try #require(application.mapping.tables[type])
        let relation = try #require(application.catalog.relation(table.relation))
        let url = owner ? database.ownerURL : database.requestURL
        return try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
            connection in
            let inspector = RowInspector(
                tenancy: application.tenancy, preRequest: QualifiedName(schema: "palisade", name: "enter"),
                catalog: application.catalog, connection: connection, enums: application.mapping.forms.enums)
            return try await inspector.diagnose(
                [try await id(connection)], of: table, relation: relation, role: try #require(context.databaseRole),
                context: context)
        }
    }

    private func value(_ query: String) -> (PostgresConnection) async throws -> String {
        { connection in try #require(try await connection.simpleQuery(query).last?.text(row: 0, column: 0)) }
    }

    private static let sessionOfA =
        "select id from training.sessions where tenant_id = 'c0000001-0000-4000-8000-000000000000' limit 1"
    private static let sessionOfB =
        "select id from training.sessions where tenant_id = 'c0000002-0000-4000-8000-000000000000' limit 1"

    @Test func `an admin sees the company's row, and the policies say so`() async throws {
        let found = try await diagnosis(of: "TrainingSession", "admin-a", id: value(Self.sessionOfA))
        #expect(found.isVisible && found.refusal == nil && found.maySelect)
        let row = try #require(found.rows.first)
        #expect(row.isAdmitted && row.isVisible)
        #expect(found.hiddenColumns.contains("audio_file_url"))
        let floor = try #require(row.policies.first { $0.policy.name == "sessions_tenant" })
        #expect(floor.verdict == .holds)
        #expect(floor.context.map(\.call) == ["palisade.tenant_id()"])
        #expect(floor.context.first?.value == "c0000001-0000-4000-8000-000000000000")
    }

    @Test func `a row of another tenant is hidden by the floor`() async throws {
        let found = try await diagnosis(of: "TrainingSession", "admin-a", id: value(Self.sessionOfB))
        #expect(!found.isVisible)
        let row = try #require(found.rows.first)
        #expect(!row.isAdmitted && !row.isVisible)
        let floor = try #require(row.policies.first { $0.policy.name == "sessions_tenant" })
        #expect(floor.verdict == .fails)
        #expect(floor.row.first?.column == "tenant_id")
        #expect(floor.row.first?.value == "c0000002-0000-4000-8000-000000000000")
    }

    @Test func `a colleague's row is hidden by the policy for members, not by the floor`() async throws {
        let others = """
            select s.id from training.sessions as s join training.trainees as t using (tenant_id)
            where t.tenant_id = 'c0000001-0000-4000-8000-000000000000' and t.id = s.trainee_id
                and t.user_id is distinct from 'c0000001-0000-4000-8001-000000000065' limit 1
            """
        let found = try await diagnosis(of: "TrainingSession", "member-a", id: value(others))
        let row = try #require(found.rows.first)
        #expect(row.policies.filter { !$0.policy.isPermissive }.allSatisfy { $0.verdict == .holds })
        #expect(row.policies.contains { $0.policy.isPermissive && $0.verdict == .fails })
        #expect(!row.isAdmitted && !row.isVisible)
    }

    @Test func `without a grant the policies are told all the same`() async throws {
        let transcript =
            "select id from training.transcripts where tenant_id = 'c0000001-0000-4000-8000-000000000000' limit 1"
        let found = try await diagnosis(of: "Transcript", "admin-a", id: value(transcript))
        #expect(!found.maySelect && !found.isVisible)
        #expect(found.hiddenColumns.contains("content"))
    }

    @Test func `a row that is not there is said to be none`() async throws {
        let found = try await diagnosis(of: "Trainee", "admin-a") { _ in "00000000-0000-4000-8000-000000000000" }
        #expect(found.rows.isEmpty && !found.isVisible)
    }

    @Test func `a key is found by its value, however it is written, and what is no value is no row`() async throws {
        let found = try await diagnosis(of: "TrainingSession", "admin-a") { connection in
            try await value(Self.sessionOfA)(connection).uppercased()
        }
        #expect(found.rows.count == 1 && found.isVisible)
        let none = try await diagnosis(of: "TrainingSession", "admin-a") { _ in "no key" }
        #expect(none.rows.isEmpty && !none.isVisible)
    }

    @Test func `a value of an enum in a key is found by its name in the API`() async throws {
        let script = """
            create table public.parts (
                id int, side text check (side in ('left', 'far right')), primary key (id, side));
            insert into public.parts values (1, 'left'), (1, 'far right');
            """
        let sdl = """
            enum Side { LEFT FAR @value(db: "far right") }
            type Part @table(name: "public.parts", key: ["id", "side"]) { id: ID!  side: Side! }
            type Query { parts: [Part!]! @connection }
            """
        try await ForeignDatabase.with(script, sdl: sdl) { database in
            let application = database.application
            let table = try #require(application.mapping.tables["Part"])
            let relation = try #require(application.catalog.relation(table.relation))
            let context = try await application.context(of: Identity(role: "anon", tenant: "", user: ""))
            let inspector = RowInspector(
                tenancy: application.tenancy, preRequest: nil, catalog: application.catalog,
                connection: database.connection, enums: application.mapping.forms.enums)
            for side in ["LEFT", "FAR", "far right"] {
                let found = try await inspector.diagnose(
                    ["1", side], of: table, relation: relation, role: application.catalog.loginRole, context: context)
                #expect(found.rows.count == 1 && found.isVisible, "\(side)")
            }
        }
    }

    @Test func `who is no member is refused at the door`() async throws {
        let application = try await ServedApplication.shared
        let stranger = Identity(
            role: "admin", tenant: "c0000001-0000-4000-8000-000000000000", user: "00000000-0000-4000-8000-000000000001")
        let context = try await application.context(of: stranger)
        let table = try #require(application.mapping.tables["Company"])
        let relation = try #require(application.catalog.relation(table.relation))
        let url = try await DemoDatabase.shared.ownerURL
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
            connection in
            let inspector = RowInspector(
                tenancy: application.tenancy, preRequest: QualifiedName(schema: "palisade", name: "enter"),
                catalog: application.catalog, connection: connection, enums: application.mapping.forms.enums)
            let found = try await inspector.diagnose(
                ["c0000001-0000-4000-8000-000000000000"], of: table, relation: relation, role: "palisade_admin",
                context: context)
            #expect(found.refusal != nil && !found.isVisible)
        }
    }

    @Test func `a login that policies bind cannot tell, and says so`() async throws {
        await #expect(throws: RowInspector.Failure.self) {
            _ = try await diagnosis(of: "TrainingSession", "admin-a", owner: false) { _ in
                "00000000-0000-4000-8000-000000000000"
            }
        }
    }
}
