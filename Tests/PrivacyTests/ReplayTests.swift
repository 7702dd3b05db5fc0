// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Jobs
import Logging
import Postgres
import Testing

/// What comes after a whole backup was restored.
@Suite struct ReplayTests {
    @Test func `who erased themselves from all of their tenants goes from all of a restored backup`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(Self.makeBackup)
            let preview = try Act(
                try #require(
                    try await fixture.as(
                        "member", in: PrivacyFixture.couple, "select * from privacy.preview_erase_me()"
                    ).last))
            _ = try await fixture.as(
                "member", in: PrivacyFixture.couple,
                "select * from privacy.erase_me('\(preview.request)', '\(preview.hash)')")
            let log = try await fixture.texts("select entry::text from privacy.export_erasures() as entry")
            try await fixture.database.run(Self.restoreBackup)
            #expect(try await fixture.places(of: "mark").contains("core.users.email"))

            try await fixture.database.run("select privacy.import_erasures('[\(log.joined(separator: ","))]')")
            #expect(try await fixture.texts("select privacy.replay()::text") == ["1"])
            #expect(try await fixture.texts("select count(*)::text from privacy.unfinished_acts()") == ["1"])
            _ = try await Worker(
                configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url), share: 100,
                logger: Logger(label: "test")
            ).runOnce()
            #expect(try await fixture.texts("select problem from privacy.unfinished_acts()") == [])
            #expect(try await fixture.places(of: "mark") == [])
            #expect(try await fixture.places(of: PrivacyFixture.subject) == [])
            #expect(
                try await fixture.texts("select email from core.users where id = '\(PrivacyFixture.other)'")
                    == ["other-email@example.test"])
        }
    }

    private static let makeBackup = """
        create schema backup;
        create table backup.tables (name text, copy text, columns text);
        do $$
        declare place record;
        begin
            for place in
                select c.oid::regclass::text as name, 'backup.t' || c.oid as copy,
                       string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
                from pg_class as c
                join pg_namespace as n on n.oid = c.relnamespace
                join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                where c.relkind = 'r'
                  and n.nspname in ('core', 'training', 'mediation', 'coaching', 'assistant', 'privacy', 'palisade')
                group by c.oid
            loop
                insert into backup.tables values (place.name, place.copy, place.columns);
                execute format('create table %s as select %s from %s', place.copy, place.columns, place.name);
            end loop;
        end $$
        """

    private static let restoreBackup = """
        set session_replication_role = replica;
        do $$
        declare place record;
        begin
            for place in select * from backup.tables loop
                execute format('delete from %s', place.name);
                execute format('insert into %1$s (%2$s) overriding system value select %2$s from %3$s',
                    place.name, place.columns, place.copy);
            end loop;
        end $$;
        set session_replication_role = origin;
        drop schema backup cascade
        """
}
