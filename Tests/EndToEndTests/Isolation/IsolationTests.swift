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
        maximumRelations: 100_000, maximumFields: 100_000, maximumNodes: 100_000_000,
        maximumCost: 1_000_000_000_000)
    private static let application = Task { try await ServedApplication.start(settings: settings) }

    /// Two tenants of one kind, and somebody of the first for each role.
    struct World: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let own: String
        let foreign: String
        /// The user of the first tenant, by role.
        let users: [String: String]

        func identity(_ role: String) -> Identity? {
            users[role].map { Identity(role: role, tenant: own, user: $0) }
        }

        private init(_ description: String, _ kind: String, _ own: Int, _ foreign: Int, users: [String: Int]) {
            testDescription = description
            self.own = "\(kind)000000\(own)-0000-4000-8000-000000000000"
            self.foreign = "\(kind)000000\(foreign)-0000-4000-8000-000000000000"
            self.users = users.mapValues { user in
                let digits = String(user, radix: 16)
                return "\(kind)000000\(own)-0000-4000-8001-" + String(repeating: "0", count: 12 - digits.count) + digits
            }
        }

        /// Together they have rows of every type.
        static let all = [
            World("companies", "c", 1, 2, users: ["admin": 1, "analyst": 2, "member": 101]),
            World("companies with a running session", "c", 4, 5, users: ["admin": 1, "analyst": 2, "member": 101]),
            World("organizations of coaches", "e", 1, 2, users: ["admin": 1, "analyst": 2, "member": 101]),
            World("personal accounts", "a", 1, 2, users: ["admin": 1, "member": 1]),
            World("couples", "d", 1, 2, users: ["member": 1]),
            World("couples, as the second partner", "d", 1, 2, users: ["member": 2]),
        ]
    }

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
                var tenants: [String: Tenants] = [:]
                for world in World.all {
                    tenants[world.own] = Tenants(own: try await rows(world.own), foreign: try await rows(world.foreign))
                }
                return tenants
            }
        }

        static func of(_ world: World) async throws -> Tenants {
            try #require(try await shared.value[world.own])
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
        beginningAt types: Set<String>? = nil, expectingErrors: Bool = false
    ) async throws -> Set<String> {
        let walk = SchemaWalk(application.mapping, catalog: application.catalog, role: role)
        let operations = walk.operations(of: types) { table, keys in
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
        for table in application.mapping.tables.values {
            var told = false
            for world in World.all {
                let tenants = try await Tenants.of(world)
                let texts = tenants.foreign.texts[table.typeName] ?? []
                told = told || !texts.isDisjoint(with: tenants.foreignTexts)
            }
            #expect(told, "no row of \(table.typeName) that tells B from A")
        }
    }

    @Test(arguments: World.all, ["member", "analyst", "admin"])
    func `a walk over every field finds nothing of another tenant`(world: World, role: String) async throws {
        guard let identity = world.identity(role) else { return }
        let application = try await IsolationTests.application.value
        let tenants = try await Tenants.of(world)
        let found = try await walk(application, over: tenants, role: "palisade_\(role)", as: identity)
        #expect(found.intersection(tenants.foreignTexts) == [])
        #expect(!found.isDisjoint(with: tenants.ownTexts), "the walk found nothing at all")
    }

    @Test func `an admin's walk finds rows of every type that admins may read`() async throws {
        let application = try await IsolationTests.application.value
        var unfound = SchemaWalk(application.mapping, catalog: application.catalog, role: "palisade_admin")
            .readableTypes
        // Where the company keeps its sessions' words from admins, policies leave them no row.
        unfound.remove("AnalysisResult")
        // A couple has no admin.
        unfound.remove("Relationship")
        for world in World.all {
            guard let identity = world.identity("admin") else { continue }
            let tenants = try await Tenants.of(world)
            let found = try await walk(application, over: tenants, role: "palisade_admin", as: identity)
            unfound = unfound.filter { found.isDisjoint(with: tenants.own.texts[$0] ?? []) }
        }
        #expect(unfound == [])
    }

    @Test func `the same walk past the policies finds tenant B in every type`() async throws {
        let database = try await DemoDatabase.shared
        let schema = try ExpandedSchema(SDLFiles.documents(below: ProjectFiles.path("schema")))
        // A superuser is bound by no policy.
        let application = try await ServedApplication(
            schema: schema, url: database.ownerURL, roles: "off", settings: Self.settings)
        var unfound = Set(application.mapping.tables.values.map(\.typeName))
        for world in World.all {
            let tenants = try await Tenants.of(world)
            let identity = try #require(world.identity("member"))
            // Lists that hold one row for everybody hold all of them now, and are refused.
            let found = try await walk(
                application, over: tenants, role: nil, as: identity, beginningAt: unfound, expectingErrors: true)
            let leaked = found.intersection(tenants.foreignTexts)
            unfound = unfound.filter { leaked.isDisjoint(with: tenants.foreign.texts[$0] ?? []) }
        }
        #expect(unfound == [])
    }
}
