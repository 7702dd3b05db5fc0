// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import SQL
import Safety
import Testing

@Suite struct KeyRuleTests {
    @Test func `a unique constraint without the tenant is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .uniqueKeyAcrossTenants, .warning, about: .key("tasks_title_key", of: .app("tasks")),
                message: "The key does not contain tenant_id, so a conflict tells one tenant what another one has.",
                after: "alter table app.tasks add constraint tasks_title_key unique (title)")
        }
    }

    @Test func `a unique index on an expression without the tenant is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .uniqueKeyAcrossTenants, .warning, about: .key("tasks_title_idx", of: .app("tasks")),
                message: "The key does not contain tenant_id, so a conflict tells one tenant what another one has.",
                after: "create unique index tasks_title_idx on app.tasks (lower(title)) where is_open")
        }
    }

    @Test func `an exclusion constraint without the tenant is a warning, and its mend makes what it compares by`()
        async throws
    {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .uniqueKeyAcrossTenants, .warning, about: .key("tasks_apart", of: .app("tasks")),
                message: "The key does not contain tenant_id, so a conflict tells one tenant what another one has.",
                after: """
                    alter table app.tasks add constraint tasks_apart
                        exclude using gist (int4range(0, length(title)) with &&) where (is_open) deferrable
                    """)
            let definition = try await fixture.database.value(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = 'tasks_apart'")
            #expect(
                definition == "EXCLUDE USING gist (tenant_id WITH =, int4range(0, length(title)) WITH &&) "
                    + "WHERE (is_open) DEFERRABLE")
        }
    }

    @Test func `an exclusion constraint may compare the tenant as a text`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create extension btree_gist;
                alter table app.tasks add constraint tasks_apart
                    exclude using gist ((tenant_id::text) with =, int4range(0, length(title)) with &&);
                """)
            #expect(try await fixture.report().findings == [])
        }
    }

    @Test func `a unique key of uuids alone tells nothing`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run("create unique index tasks_id_idx on app.tasks (id)")
            let report = try await fixture.report()
            #expect(report.findings == [])
        }
    }

    @Test func `a foreign key without the tenant is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .foreignKeyAcrossTenants, .error, about: .key("tasks_parent_id_fkey", of: .app("tasks")),
                message: "The key to app.tasks does not contain the tenant (tenant_id): a row can refer to another "
                    + "tenant's, learns that it exists, and is changed or deleted along with it.",
                after: """
                    create unique index tasks_id_idx on app.tasks (id);
                    alter table app.tasks add column parent_id uuid,
                        add constraint tasks_parent_id_fkey foreign key (parent_id) references app.tasks (id)
                        on delete set null;
                    create index tasks_parent_id_idx on app.tasks (parent_id, tenant_id);
                    """)
            let definition = try await fixture.database.value(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = 'tasks_parent_id_fkey'")
            #expect(
                definition == "FOREIGN KEY (tenant_id, parent_id) REFERENCES app.tasks(tenant_id, id) "
                    + "ON DELETE SET NULL (parent_id)")
        }
    }

    @Test func `what several keys need is made once`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create unique index tasks_id_idx on app.tasks (id);
                alter table app.tasks drop constraint tasks_pkey cascade,
                    add column parent_id uuid references app.tasks (id), add column next_id uuid references app.tasks (id);
                create index on app.tasks (tenant_id, parent_id);
                create index on app.tasks (tenant_id, next_id);
                """)
            let report = try await fixture.report()
            #expect(report.errors.map(\.code) == [.foreignKeyAcrossTenants, .foreignKeyAcrossTenants])
            #expect(report.mendingSQL.matches(of: /unique \(tenant_id, id\)/).count == 1)
            try await fixture.database.run(report.mendingSQL)
            let after = try await fixture.report()
            #expect(after.errors == [])
        }
    }

    @Test func `a key that is mended gets the index that it then needs`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create unique index tasks_id_idx on app.tasks (id);
                alter table app.tasks add column parent_id uuid references app.tasks (id);
                create index on app.tasks (parent_id);
                """)
            let report = try await fixture.report()
            #expect(report.findings.map(\.code) == [.foreignKeyAcrossTenants, .foreignKeyWithoutIndex])
            #expect(report.findings.last?.mend == "create index on app.tasks (tenant_id, parent_id);")
            try await fixture.database.run(report.mendingSQL)
            let after = try await fixture.report()
            #expect(after.findings == [])
        }
    }

    @Test func `a key that is checked late stays so`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .foreignKeyAcrossTenants, .error, about: .key("tasks_parent_id_fkey", of: .app("tasks")),
                message: "The key to app.tasks does not contain the tenant (tenant_id): a row can refer to another "
                    + "tenant's, learns that it exists, and is changed or deleted along with it.",
                after: """
                    create unique index tasks_id_idx on app.tasks (id);
                    alter table app.tasks add column parent_id uuid,
                        add constraint tasks_parent_id_fkey foreign key (parent_id) references app.tasks (id)
                        deferrable initially deferred;
                    create index tasks_parent_id_idx on app.tasks (parent_id, tenant_id);
                    """)
            let definition = try await fixture.database.value(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = 'tasks_parent_id_fkey'")
            #expect(
                definition == "FOREIGN KEY (tenant_id, parent_id) REFERENCES app.tasks(tenant_id, id) "
                    + "DEFERRABLE INITIALLY DEFERRED")
        }
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .uniqueKeyAcrossTenants, .warning, about: .key("tasks_title_key", of: .app("tasks")),
                message: "The key does not contain tenant_id, so a conflict tells one tenant what another one has.",
                after:
                    "alter table app.tasks add constraint tasks_title_key unique nulls not distinct (title) deferrable")
            let definition = try await fixture.database.value(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = 'tasks_title_key'")
            #expect(definition == "UNIQUE NULLS NOT DISTINCT (tenant_id, title) DEFERRABLE")
        }
    }

    @Test func `a foreign key without the tenant lets one tenant's delete take another's row, and with it does not`()
        async throws
    {
        let script = """
            insert into app.tenants values ('00000000-0000-0000-0000-00000000000a', 'a'),
                ('00000000-0000-0000-0000-00000000000b', 'b');
            insert into app.projects (tenant_id, id, name) values
                ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-0000000000b1', 'of b');
            """
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                script + """
                    create unique index projects_id_idx on app.projects (id);
                    alter table app.tasks drop constraint tasks_project_id_fkey,
                        add constraint tasks_project_id_fkey foreign key (project_id) references app.projects (id)
                        on delete cascade;
                    """)
            let insert = """
                begin; set local role \(fixture.member);
                set local app.tenant_id = '00000000-0000-0000-0000-00000000000a';
                insert into app.tasks (tenant_id, project_id, title) values
                    ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000b1', 'of a');
                commit;
                """
            try await fixture.database.run(insert)
            try await fixture.database.run("delete from app.projects")
            #expect(try await fixture.database.value("select count(*) from app.tasks") == "0")

            let finding = try #require(try await fixture.report().errors.first)
            #expect(finding.code == .foreignKeyAcrossTenants)
            try await fixture.database.run(try #require(finding.mend))
            try await fixture.database.run(
                "insert into app.projects (tenant_id, id, name) values "
                    + "('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-0000000000b1', 'of b')")
            await #expect(throws: (any Error).self) { try await fixture.database.run(insert) }
        }
    }

    @Test func `a foreign key without an index is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .foreignKeyWithoutIndex, .warning, about: .key("tasks_project_id_fkey", of: .app("tasks")),
                message:
                    "No index begins with (tenant_id, project_id): deleting a row of app.projects reads this whole "
                    + "table.",
                after: "drop index app.tasks_tenant_id_project_id_idx")
        }
    }

    @Test func `a tenant column that may be null is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .isolatingColumnNullable, .warning, about: .column("tenant_id", of: .app("tasks")),
                message:
                    "A row without a tenant is seen by nobody, and null in a foreign key keeps that key from being "
                    + "checked.",
                after: """
                    alter table app.tasks drop constraint tasks_pkey, alter column tenant_id drop not null,
                        add constraint tasks_pkey primary key (id);
                    """)
        }
    }

    @Test func `a tenant column that begins no index is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .isolatingColumnWithoutIndex, .warning, about: .column("tenant_id", of: .app("tasks")),
                message:
                    "No index begins with this column: each request reads the rows of every tenant to find its own.",
                after: """
                    drop index app.tasks_tenant_id_project_id_idx;
                    alter table app.tasks drop constraint tasks_pkey, add constraint tasks_pkey primary key (id);
                    create index tasks_project_id_tenant_id_idx on app.tasks (project_id, tenant_id);
                    """)
        }
    }

    @Test func `a key without overlaps is an index that a tenant column may begin`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create extension btree_gist;
                drop index app.tasks_tenant_id_project_id_idx;
                alter table app.tasks drop constraint tasks_pkey, add column during tstzrange not null default '(,)',
                    add constraint tasks_pkey primary key (tenant_id, id, during without overlaps);
                """)
            let findings = try await fixture.report().findings
            #expect(!findings.contains { $0.code == .isolatingColumnWithoutIndex })
        }
    }
}
