// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import SQL
import Safety
import Testing

@Suite struct RoleRuleTests {
    @Test(arguments: ["superuser", "bypassrls", "createrole", "replication"])
    func `a privileged login role is an error`(attribute: String) async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .loginRolePrivileged, .error, about: .role(fixture.login),
                message: "The login role is \(attribute.uppercased()): it can pass by row-level security.",
                after: "alter role \(fixture.login) \(attribute)")
        }
    }

    @Test(arguments: [true, false])
    func `a superuser that owns the database keeps its attributes, and a login of its own is proposed`(
        owns: Bool
    ) throws {
        let context = SafetyContext(
            catalog: Catalog(
                serverVersion: 180_000, database: Container(name: "app", owner: owns ? "postgres" : "somebody"),
                roles: [Role(name: "postgres", isSuperuser: true), Role(name: "member")]),
            requestRoles: ["member"], loginRole: "postgres", switchesRole: true, relations: [:])
        let finding = try #require(
            SafetyRules.report(on: context).findings.first { $0.code == .loginRolePrivileged })
        let mend = try #require(finding.mend)
        #expect(mend.contains("alter role postgres") == !owns)
        #expect(mend.contains("grant member to palisade_login;") == owns)
    }

    @Test func `a login role that can become an owner is an error, however far the way`() async throws {
        try await SafetyFixture.with { fixture in
            let between = fixture.database.name + "_between"
            try await fixture.database.run(
                "create role \(between) noinherit; grant \(fixture.owner) to \(between)")
            try await fixture.expect(
                .loginRolePrivileged, .error, about: .role(fixture.login),
                message: "The login role is a member of owner by way of between, which owns app.countries.",
                after: "grant \(between) to \(fixture.login)")
        }
    }

    @Test func `a login role that may read all data is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .loginRolePrivileged, .error, about: .role(fixture.login),
                message: "The login role is a member of pg_read_all_data, which may read or write past all grants.",
                after: "grant pg_read_all_data to \(fixture.login)")
        }
    }

    @Test func `a login role that is not in the catalog cannot be judged`() {
        let context = SafetyContext(
            catalog: Catalog(serverVersion: 180_000), requestRoles: [], loginRole: "nobody", switchesRole: true,
            relations: [:])
        #expect(
            SafetyRules.report(on: context).findings.map(\.message) == [
                "The login role is not in the catalog, so it cannot be judged."
            ])
    }

    @Test func `a login role that owns a mapped relation is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .loginRoleOwnsRelation, .error, about: .relation(.app("countries")),
                message: "The login role login owns it, and so could switch row-level security off.",
                after: "alter table app.countries owner to \(fixture.login)")
        }
    }

    @Test func `a login role that inherits the rights of a request role is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .loginRoleInherits, .error, about: .role(fixture.login),
                message: "The login role has the rights of member, reader without switching to it, "
                    + "so a statement before the switch would not be refused.",
                after: """
                    alter role \(fixture.login) inherit;
                    revoke \(fixture.member), \(fixture.reader) from \(fixture.login);
                    grant \(fixture.member), \(fixture.reader) to \(fixture.login);
                    """)
        }
    }

    @Test func `without a role switch the login role needs rights of its own`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                alter role \(fixture.login) inherit;
                grant select on app.countries to \(fixture.login);
                """)
            let alone = try await fixture.report(switchesRole: false, relations: [.app("countries"): .public])
            #expect(alone.findings == [])
            let switched = try await fixture.report(switchesRole: true, relations: [.app("countries"): .public])
            #expect(switched.errors.map(\.code).contains(.loginRoleHasRights))
        }
    }

    @Test func `a login role with rights of its own is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .loginRoleHasRights, .error, about: .relation(.app("tasks")),
                message: "The login role login holds SELECT itself, "
                    + "so a statement before the switch to a request role would not be refused.",
                after: "grant select (id) on app.tasks to \(fixture.login)")
        }
    }

    @Test(arguments: ["superuser", "bypassrls"])
    func `a privileged request role is an error`(attribute: String) async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .requestRolePrivileged, .error, about: .role(fixture.member),
                message: "The request role is \(attribute.uppercased()): it can pass by row-level security.",
                after: "alter role \(fixture.member) \(attribute)")
        }
    }

    @Test func `a request role that is a member of the owner is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run("alter role \(fixture.member) noinherit")
            try await fixture.expect(
                .requestRolePrivileged, .error, about: .role(fixture.member),
                message: "The request role is a member of definer, which is BYPASSRLS.",
                after: "grant \(fixture.definer) to \(fixture.member)")
        }
    }

    @Test func `a request role that owns a mapped relation is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .requestRolePrivileged, .error, about: .relation(.app("open_tasks")),
                message: "The request role reader owns it, and so could switch row-level security off.",
                after: "alter view app.open_tasks owner to \(fixture.reader)")
        }
    }

    @Test func `a request role that the login role cannot switch to is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .requestRoleOutOfReach, .error, about: .role(fixture.reader),
                message:
                    "The login role login may not switch to this request role: each request that needs it would fail.",
                after: "revoke \(fixture.reader) from \(fixture.login)")
        }
    }

    @Test func `a request role that does not exist is made by the mend`() async throws {
        try await SafetyFixture.with { fixture in
            let missing = fixture.database.name + "_missing"
            let roles = [fixture.member, fixture.reader, missing]
            let faulty = try await fixture.report(requestRoles: roles)
            #expect(faulty.findings.map(\.code) == [.requestRoleOutOfReach])
            #expect(
                faulty.findings.map(\.message) == ["There is no such role: each request that needs it would fail."])
            try await fixture.database.run(faulty.mendingSQL)
            let mended = try await fixture.report(requestRoles: roles)
            #expect(mended.findings == [])
        }
    }

    @Test func `a request role that may create in a schema is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .requestRoleMayCreate, .error, about: .schema("app"),
                message: "member may create objects in it, which can take the place of others by a search path.",
                after: "grant create on schema app to \(fixture.member)")
        }
    }

    @Test func `a database in which everybody may create schemas is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .requestRoleMayCreate, .error, about: .database(fixture.database.name),
                message: "public may create objects in it, which can take the place of others by a search path.",
                after: "grant create on database \(fixture.database.name) to public")
        }
    }
}
