// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import JSON
import Mapping
import Planning
import Postgres
import SQL
import Server
import Testing

/// Every field of the served SDL is read as an identity of one tenant, and nothing of another tenant is found.
@Suite struct IsolationTests {
    /// The walk asks for more at once than clients may.
    private static let settings = PlanningSettings(
        maximumRelations: 100_000, maximumFields: 100_000, maximumNodes: 100_000_000)
    private static let application = Task { try await ServedApplication.start(settings: settings) }

    /// What two tenants' rows hold, read once.
    private struct Tenants: Sendable {
        let own: TenantRows
        let foreign: TenantRows
        /// What tells the tenants' rows from each other.
        let ownTexts: Set<String>
        let foreignTexts: Set<String>

        static let shared = Task {
            let application = try await IsolationTests.application.value
            let url = try await DemoDatabase.shared.ownerURL
            return try await PostgresConnection.withConnection(
                PostgresConnectionConfiguration(connectionString: url)
            ) { connection in
                func rows(_ tenant: String) async throws -> TenantRows {
                    try await TenantRows(
                        of: tenant, in: application.mapping, catalog: application.catalog, connection: connection)
                }
                return Tenants(
                    own: try await rows("c0000001-0000-4000-8000-000000000000"),
                    foreign: try await rows("c0000002-0000-4000-8000-000000000000"))
            }
        }

        init(own: TenantRows, foreign: TenantRows) {
            self.own = own
            self.foreign = foreign
            ownTexts = own.allTexts.subtracting(foreign.allTexts)
            foreignTexts = foreign.allTexts.subtracting(own.allTexts)
        }
    }

    /// Every string that the walk's answers hold.
    private func walk(
        _ application: ServedApplication, over tenants: Tenants, role: String?, as identity: Identity,
        expectingErrors: Bool = false
    ) async throws -> Set<String> {
        let walk = SchemaWalk(application.mapping, catalog: application.catalog, role: role)
        let operations = walk.operations { table, keys in
            // A row of each tenant, by its true key.
            [tenants.own, tenants.foreign].compactMap { rows in
                guard let row = rows.samples[table.typeName] else { return nil }
                return keys.map { row[$0.column.name]?.text ?? "null" }
            }
        }
        var found: Set<String> = []
        for operation in operations {
            let answer = try await application.answer(operation, as: identity)
            #expect(
                answer["errors"] == nil || expectingErrors, "\(operation.prefix(200)): \(answer["errors"]?.text ?? "")")
            found.formUnion(answer.strings)
        }
        return found
    }

    @Test func `tenant B has rows of every type, or the walk would prove nothing`() async throws {
        let application = try await IsolationTests.application.value
        let tenants = try await Tenants.shared.value
        for table in application.mapping.tables.values {
            #expect(tenants.foreign.samples[table.typeName] != nil, "no row of \(table.typeName)")
            let texts = tenants.foreign.texts[table.typeName] ?? []
            #expect(!texts.isDisjoint(with: tenants.foreignTexts), "nothing tells B's \(table.typeName) from A's")
        }
    }

    @Test(arguments: ["member", "analyst", "admin"])
    func `a walk over every field finds nothing of another tenant`(role: String) async throws {
        let application = try await IsolationTests.application.value
        let tenants = try await Tenants.shared.value
        let identity = try #require(Identity(persona: "\(role)-a"))
        let found = try await walk(application, over: tenants, role: "palisade_\(role)", as: identity)
        #expect(found.intersection(tenants.foreignTexts) == [])
        #expect(!found.isDisjoint(with: tenants.ownTexts), "the walk found nothing at all")
    }

    @Test func `an admin's walk finds rows of every type that admins may read`() async throws {
        let application = try await IsolationTests.application.value
        let tenants = try await Tenants.shared.value
        let identity = try #require(Identity(persona: "admin-a"))
        let found = try await walk(application, over: tenants, role: "palisade_admin", as: identity)
        let walk = SchemaWalk(application.mapping, catalog: application.catalog, role: "palisade_admin")
        for type in walk.readableTypes {
            // Where the company keeps its sessions' words from admins, policies leave them no row.
            if type == "AnalysisResult" { continue }
            #expect(!found.isDisjoint(with: tenants.own.texts[type] ?? []), "nothing of \(type)")
        }
    }

    @Test func `the same walk past the policies finds tenant B in every type`() async throws {
        let database = try await DemoDatabase.shared
        let schema = try ExpandedSchema(SDLFiles.documents(below: ProjectFiles.path("schema")))
        // A superuser is bound by no policy.
        let application = try await ServedApplication(
            schema: schema, url: database.ownerURL, roles: "off", settings: Self.settings)
        let tenants = try await Tenants.shared.value
        let identity = try #require(Identity(persona: "admin-a"))
        // Lists that hold one row for everybody hold all of them now, and are refused.
        let found = try await walk(application, over: tenants, role: nil, as: identity, expectingErrors: true)
        let leaked = found.intersection(tenants.foreignTexts)
        for (type, texts) in tenants.foreign.texts {
            #expect(!leaked.isDisjoint(with: texts), "nothing of \(type)")
        }
    }
}
