// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import SQL
import Safety
import Testing

/// A small database in which every safety rule is kept, so that a test can break one of them.
struct SafetyFixture {
    let database: TestDatabase

    /// The names of its roles begin with the database's.
    var owner: String { database.name + "_owner" }
    var definer: String { database.name + "_definer" }
    var login: String { database.name + "_login" }
    var member: String { database.name + "_member" }
    var reader: String { database.name + "_reader" }

    /// What the SDL would name: all of the fixture's relations.
    static let relations: [QualifiedName: RowScope] = [
        .app("tenants"): .tenant, .app("projects"): .tenant, .app("tasks"): .tenant, .app("settings"): .user,
        .app("countries"): .public, .app("open_tasks"): .tenant,
    ]

    /// What the SDL would call.
    static let functions: Set<QualifiedName> = [.app("close_tasks")]

    static func with(_ body: (SafetyFixture) async throws -> Void) async throws {
        try await TestDatabase.with(try await TestServer.shared) { database in
            let fixture = SafetyFixture(database: database)
            try await database.run(fixture.script)
            try await body(fixture)
        }
    }

    func report(
        switchesRole: Bool = true, relations: [QualifiedName: RowScope] = relations,
        functions: Set<QualifiedName> = functions, requestRoles: [String]? = nil, declarations: [Declaration] = [],
        references: [DeclaredReference] = [], searchConfigurations: [DeclaredSearchConfiguration] = []
    ) async throws -> SafetyReport {
        SafetyRules.report(
            on: try await context(
                switchesRole: switchesRole, relations: relations, functions: functions, requestRoles: requestRoles,
                declarations: declarations, references: references, searchConfigurations: searchConfigurations))
    }

    func context(
        switchesRole: Bool = true, relations: [QualifiedName: RowScope] = relations,
        functions: Set<QualifiedName> = functions, requestRoles: [String]? = nil, declarations: [Declaration] = [],
        references: [DeclaredReference] = [], searchConfigurations: [DeclaredSearchConfiguration] = []
    ) async throws -> SafetyContext {
        SafetyContext(
            catalog: try await CatalogReader.read(database.connection),
            requestRoles: requestRoles ?? [member, reader], loginRole: login, switchesRole: switchesRole,
            relations: relations, functions: functions, tenantNames: ["app.tenant_id"], userNames: ["app.user_id"],
            declarations: declarations, references: references, searchConfigurations: searchConfigurations)
    }

    /// A script with the names of roles in the places of MEMBER, READER and LOGIN.
    func filled(_ script: String) -> String {
        [("MEMBER", member), ("READER", reader), ("LOGIN", login)].reduce(script) { text, pair in
            text.replacing(pair.0, with: pair.1)
        }
    }

    /// Breaks one thing and expects that it, and nothing else, is found; then runs the SQL that the finding prints,
    /// and expects that nothing is found any more.
    func expect(
        _ code: SafetyCode, _ severity: Severity, about object: SafetyObject, message: String, after fault: String,
        relations: [QualifiedName: RowScope] = relations, functions: Set<QualifiedName> = functions,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try await report(relations: relations, functions: functions)
        #expect(before.findings == [], sourceLocation: sourceLocation)
        try await database.run(fault)

        let findings = try await report(relations: relations, functions: functions).findings
        #expect(findings.map(\.code) == [code], sourceLocation: sourceLocation)
        let finding = try #require(findings.first, sourceLocation: sourceLocation)
        #expect(finding.severity == severity, sourceLocation: sourceLocation)
        #expect(finding.object == object, sourceLocation: sourceLocation)
        #expect(named(finding.message) == message, sourceLocation: sourceLocation)

        let mend = try #require(finding.mend, sourceLocation: sourceLocation)
        try await database.run(mend)
        let after = try await report(relations: relations, functions: functions)
        #expect(after.findings == [], sourceLocation: sourceLocation)
    }

    /// The message with the database's own prefix taken from the roles' names.
    func named(_ message: String) -> String {
        message.split(separator: database.name + "_", omittingEmptySubsequences: false).joined()
    }
}

extension QualifiedName {
    static func app(_ name: String) -> QualifiedName { QualifiedName(schema: "app", name: name) }
}

extension SafetyFixture {
    fileprivate var script: String {
        """
        create role \(owner) nologin;
        create role \(definer) nologin bypassrls;
        create role \(member) nologin;
        create role \(reader) nologin;
        create role \(login) login noinherit;
        grant \(member), \(reader) to \(login);

        create schema app authorization \(owner);
        revoke all on schema public from public;
        grant usage on schema app to \(member), \(reader), \(definer);
        set role \(owner);

        create function app.tenant_id() returns uuid language sql stable
            return nullif(current_setting('app.tenant_id', true), '')::uuid;
        create function app.user_id() returns uuid language sql stable
            return nullif(current_setting('app.user_id', true), '')::uuid;

        create table app.tenants (
            id    uuid not null,
            name  text not null,
            constraint tenants_pkey primary key (id)
        );
        create table app.projects (
            tenant_id  uuid not null,
            id         uuid not null default gen_random_uuid(),
            name       text not null,
            constraint projects_pkey primary key (tenant_id, id),
            constraint projects_name_key unique (tenant_id, name),
            constraint projects_tenant_id_fkey foreign key (tenant_id) references app.tenants (id)
        );
        create table app.tasks (
            tenant_id   uuid not null,
            id          uuid not null default gen_random_uuid(),
            project_id  uuid,
            title       text not null,
            is_open     boolean not null default true,
            constraint tasks_pkey primary key (tenant_id, id),
            constraint tasks_project_id_fkey foreign key (tenant_id, project_id)
                references app.projects (tenant_id, id) on delete set null (project_id)
        );
        create index tasks_tenant_id_project_id_idx on app.tasks (tenant_id, project_id);
        create table app.settings (
            user_id   uuid not null,
            language  text not null,
            constraint settings_pkey primary key (user_id)
        );
        create table app.countries (code text primary key, name text not null);
        create view app.open_tasks with (security_invoker) as select * from app.tasks where is_open;

        alter table app.tenants  enable row level security, force row level security;
        alter table app.projects enable row level security, force row level security;
        alter table app.tasks    enable row level security, force row level security;
        alter table app.settings enable row level security, force row level security;

        create policy tenants_select on app.tenants for select to \(member), \(reader)
            using (id = (select app.tenant_id()));
        create policy projects_tenant on app.projects as restrictive to public
            using (tenant_id = (select app.tenant_id()));
        create policy projects_all on app.projects to \(member)
            using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
        create policy tasks_all on app.tasks to \(member)
            using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
        create policy tasks_select on app.tasks for select to \(reader)
            using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and is_open);
        create policy settings_all on app.settings to \(member) using (user_id = (select app.user_id()));

        grant select on app.tenants to \(member);
        grant select (id, name) on app.tenants to \(reader);
        grant select, insert, update, delete on app.projects, app.tasks, app.settings to \(member);
        grant select on app.tasks to \(reader);
        grant select on app.countries, app.open_tasks to \(member), \(reader);

        create function app.close_tasks() returns void language sql security definer
            set search_path = pg_catalog, pg_temp
        as $$ update app.tasks set is_open = false where tenant_id = app.tenant_id() $$;
        revoke execute on function app.close_tasks() from public;
        grant execute on function app.close_tasks() to \(member);
        reset role;
        alter function app.close_tasks() owner to \(definer);
        """
    }
}

extension SafetyReport {
    /// The SQL of all findings that have some, each statement once, in the order of the findings.
    var mendingSQL: String { mends.map { $0.sql + "\n" }.joined() }
}
