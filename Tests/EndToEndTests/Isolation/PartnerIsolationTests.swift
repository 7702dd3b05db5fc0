// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import Planning
import Postgres
import SQL
import Testing

/// Both partners of a couple share a tenant: what one of them keeps in private is nowhere in what the other may read.
@Suite struct PartnerIsolationTests {
    private static let couple = "d0000002-0000-4000-8000-000000000000"
    private static let settings = PlanningSettings(
        maximumRelations: 100_000, maximumFields: 100_000, maximumNodes: 100_000_000)

    private static func partner(_ number: Int) -> Identity {
        Identity(role: "member", tenant: couple, user: "d0000002-0000-4000-8001-00000000000\(number)")
    }

    /// Words and keys that are one partner's alone, as a superuser sees them.
    private func secrets(of partner: Identity) async throws -> Set<String> {
        let sql: SQLFragment = """
            select json_agg(private.value) from (
                select unnest(array[id::text, content]) from mediation.rant_messages where owner_user_id = $1::uuid
                union select unnest(array[id::text, session_id::text]) from mediation.mediator_messages
                    where owner_user_id = $1::uuid
                union select unnest(array[id::text, plan_path]) from mediation.repair_plans
                    where owner_user_id = $1::uuid
                union select unnest(array[id::text, file_path]) from mediation.profile_documents
                    where owner_user_id = $1::uuid and visibility = 'private'
                union select unnest(array[id::text, notes]) from mediation.cycle_events
                    where owner_user_id = $1::uuid and visibility = 'private' and event_type <> 'mood_log'
            ) as private (value) where value is not null
            """
        var arguments = SQLArguments()
        try arguments.append(partner.user)
        let text = try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: try await DemoDatabase.shared.ownerURL)
        ) { [arguments] connection in
            let result = try await connection.query(SQLStatement(text: sql.rendered().text), arguments)
            return result.text(row: 0, column: 0) ?? "[]"
        }
        return try JSON.parse(text).strings
    }

    @Test(arguments: [(1, 2), (2, 1)])
    func `a walk over every field finds nothing that the other partner keeps in private`(
        reader: Int, other: Int
    ) async throws {
        let application = try await ServedApplication.start(settings: Self.settings)
        defer { application.stop() }
        let own = try await secrets(of: Self.partner(reader))
        let foreign = try await secrets(of: Self.partner(other))
        #expect(own.count > 20 && foreign.count > 20)
        let walk = SchemaWalk(application.mapping, catalog: application.catalog, role: "palisade_member")
        var found: Set<String> = []
        // True keys of the other's rows, some of each table: a key tells its table by its fourth group.
        let keys = foreign.filter { $0.count == 36 && !$0.contains(" ") }
        let samples = Dictionary(grouping: keys) { $0.split(separator: "-").dropFirst(3).first ?? "" }
            .values.compactMap { $0.min() }
        for operation in walk.operations(keys: { _, _ in samples.map { ["\"\($0)\""] } }) {
            found.formUnion(try await application.answer(operation, as: Self.partner(reader)).strings)
        }
        #expect(found.intersection(foreign.subtracting(own)) == [])
        #expect(!found.isDisjoint(with: own), "the walk found nothing of the reader's own")
    }
}
