// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import Testing

/// That everything goes, that nothing else does, and that everything is handed out.
@Suite struct CompletenessTests {
    /// Words of the schema's own choosing, which no marker can be put into: checks name their values.
    private static let fixedWords: Set<String> = [
        "core.users.subscription_tier", "core.user_preferences.language", "core.memberships.role",
        "core.memberships.status", "core.memberships.partner_slot", "training.trainees.language",
        "training.sessions.status", "training.transcripts.language", "mediation.conflicts.cycle_phase",
        "mediation.conflict_segments.speaker", "mediation.mediator_sessions.partner_id",
        "mediation.mediator_sessions.sentiment_trend", "mediation.rant_messages.partner_id",
        "mediation.profile_documents.partner_id", "mediation.profile_documents.profile_type",
        "mediation.profile_documents.content_sha256", "mediation.cycle_events.partner_id",
        "mediation.cycle_events.event_type", "mediation.memorable_dates.partner_id",
        "mediation.memorable_dates.event_type", "mediation.repair_plans.partner_requesting",
        "mediation.intimacy_events.initiator_partner_id", "coaching.client_sessions.engagement_level",
        "assistant.conversations.personality", "assistant.conversations.language",
        // Written by the database itself, of keys.
        "mediation.conflict_analysis.analysis_vector_id", "mediation.repair_plans.plan_vector_id",
        // The other partner's.
        "mediation.relationships.partner_b_name",
        "core.stored_objects.key", "core.stored_objects.sha256", "core.embeddings.content_hash",
        "core.embeddings.embedding", "training.transcripts.search_vector", "assistant.messages.search_vector",
        "mediation.conflict_analysis.analysis_path", "mediation.repair_plans.plan_path",
        "mediation.profile_documents.file_path",
    ]
    /// A client of a coach is another person.
    private static let otherPeople: Set<String> = [
        "coaching.clients", "coaching.client_sessions", "coaching.summaries", "coaching.summary_revisions",
        "coaching.follow_ups",
    ]

    @Test func `every text column of the map that holds something personal holds a marker, or the rest proves nothing`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            let personal = try await fixture.texts(
                """
                select map.relation || '.' || map.column_name
                from privacy.data_map as map
                join pg_attribute a on a.attrelid = map.relation::regclass and a.attname = map.column_name
                join pg_type t on t.oid = a.atttypid
                where map.category not in ('technical', 'reference') and map.relation not like 'privacy.%'
                  and (t.typcategory in ('S', 'A') or t.typname = 'jsonb')
                order by 1
                """)
            #expect(personal.count > 40)
            let marked = Set(try await fixture.places(of: "mark")).union(try await fixture.places(of: "client "))
            for column in personal where !Self.fixedWords.contains(column) {
                let isClients = Self.otherPeople.contains { column.hasPrefix($0 + ".") }
                #expect(marked.contains(column) || isClients, "\(column) holds no marker")
            }
        }
    }

    @Test func `a person who erases themselves leaves no marker anywhere, and no row of anybody else changes`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run("analyze")
            #expect(try await fixture.places(of: "mark").count > 20)
            try await rememberOthers(fixture)

            let preview = try Act(
                try #require(
                    try await fixture.as(
                        "member", in: PrivacyFixture.couple, "select * from privacy.preview_erase_me()"
                    )
                    .last))
            let act = try Act(
                try #require(
                    try await fixture.as(
                        "member", in: PrivacyFixture.couple,
                        "select * from privacy.erase_me('\(preview.request)', '\(preview.hash)')"
                    ).last))
            #expect(act.state == "done")
            #expect(act.rowsLeft == "0")
            #expect(act.receipt != nil)

            try await fixture.database.run("vacuum (analyze)")
            #expect(try await fixture.places(of: "mark") == [])
            #expect(try await fixture.places(of: PrivacyFixture.subject) == [])
            #expect(try await changedOthers(fixture) == [])
            // Who was the last in a tenant takes it with them; who was not, does not.
            #expect(try await fixture.texts("select kind from core.tenants order by kind").contains("couple"))
            #expect(
                try await fixture.texts("select id::text from core.tenants where id = '\(PrivacyFixture.account)'")
                    == [])
        }
    }

    @Test func `anonymizing a person takes every word of theirs out of the company and leaves its figures`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await rememberOthers(fixture)
            let figures = "select count(*) || ' ' || sum(overall_score) from training.session_analytics"
            let before = try await fixture.texts(figures)
            let act = try await fixture.act("anonymize", "anonymize_subject")
            #expect(act.state == "done")
            let left = try await fixture.places(of: "mark").filter { $0.hasPrefix("training.") }
            #expect(left == [])
            #expect(try await fixture.texts(figures) == before)
            #expect(
                try await fixture.texts(
                    "select count(*)::text from training.trainees where user_id = '\(PrivacyFixture.subject)'") == ["0"]
            )
            // In their other tenants they are who they were.
            #expect(try await fixture.places(of: "mark").contains("mediation.rant_messages.content"))
            #expect(try await fixture.places(of: "mark").contains("core.users.email"))
            #expect(try await changedOthers(fixture) == [])
        }
    }

    @Test func `anonymizing a session takes its words and nobody's figures; deleting sessions leaves the person`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await rememberOthers(fixture)
            let act = try await fixture.act(
                "anonymize_session", "anonymize_session", subject: PrivacyFixture.session)
            #expect(act.state == "done")
            for relation in ["sessions", "transcripts", "analysis_results", "session_participants"] {
                #expect(
                    try await fixture.texts(
                        "select 'left' from training.\(relation) as r where r::text ilike '%mark%' and r::text like '%\(PrivacyFixture.session)%'"
                    ) == [],
                    "\(relation)")
            }
            #expect(
                try await fixture.texts(
                    "select structured_content ->> 'anonymized' from training.transcripts where is_anonymized")
                    == ["true"])
            #expect(
                try await fixture.texts(
                    "select results::text from training.analysis_results where results::text not like '%OTHER%'")
                    == [#"{"scores": {"opening": 60}, "overall_score": 70}"#])
            // Again, with the same request: the same receipt.
            #expect(try await fixture.places(of: "mark").contains("training.trainees.full_name"))

            let deletion = try await fixture.act("delete_sessions", "delete_user_sessions")
            #expect(deletion.state == "done")
            #expect(
                try await fixture.texts(
                    "select count(*)::text from training.sessions where trainee_id = '\(PrivacyFixture.trainee)'") == [
                        "0"
                    ])
            #expect(try await fixture.places(of: "mark").contains("training.trainees.full_name"))
            #expect(try await changedOthers(fixture) == [])
            let verified = try await fixture.as(
                "admin", PrivacyFixture.other, "select sum(rows_left) from privacy.verify('\(deletion.request)')")
            #expect(verified.last?.text(row: 0, column: 0) == "0")
        }
    }

    @Test func `an export holds every marker of the person, and nothing of anybody else`() async throws {
        try await PrivacyFixture.with { fixture in
            for tenant in [PrivacyFixture.company, PrivacyFixture.couple] {
                let answer = try await fixture.as("member", in: tenant, "select privacy.export_me() -> 'data'")
                let export = try #require(answer.last?.text(row: 0, column: 0))
                let markers = try await fixture.texts(
                    """
                    create or replace function public.markers(tenant uuid) returns setof text language plpgsql as $$
                    declare map record;
                    begin
                        for map in
                            select m.relation, m.column_name, held.tenant_column from privacy.data_map m
                            join privacy.mapped_tables held using (relation)
                            where m.export = 'yes'
                              and exists (select from privacy.subject_paths p where p.relation = m.relation)
                        loop
                            return query execute format(
                                'select distinct leaf #>> ''{}'' from %s as r cross join jsonb_path_query(to_jsonb(r.%I), ''$.** ? (@.type() == "string")'') as leaf '
                                'where leaf #>> ''{}'' ilike ''mark%%'' and %s', map.relation, map.column_name,
                                case when map.tenant_column is null then 'true' else format('r.%I = $1', map.tenant_column) end)
                            using tenant;
                        end loop;
                    end $$;
                    select distinct markers from public.markers('\(tenant)') order by 1
                    """)
                #expect(markers.count > 10)
                let missing = markers.filter { !export.contains($0) }
                #expect(missing == [], "not in the export of \(tenant)")
                let others = export.replacing("MARK and OTHER", with: "")
                let tellsOfOthers = others.contains("OTHER")
                #expect(!tellsOfOthers, "the export of \(tenant) holds something of the other person")
                let tellsSecrets = export.contains("password_hash")
                #expect(!tellsSecrets)
            }
        }
    }

    /// Keeps the rows of everybody else, as text.
    private func rememberOthers(_ fixture: PrivacyFixture) async throws {
        try await fixture.database.run(
            """
            create table public.before_rows (relation text, content text);
            do $$
            declare held record;
            begin
                for held in select relation from privacy.mapped_tables where relation not like 'privacy.%' loop
                    -- Figures of all people together, and a copy that two people share, are nobody else's own. Each act
                    -- forgets all answers that are kept in the tenant: they may hold somebody's rows.
                    continue when held.relation in ('training.company_daily', 'palisade.idempotency_keys');
                    execute format('insert into public.before_rows select %L, r::text from %s as r '
                        'where r::text not ilike ''%%mark%%'' and r::text not like ''%%mediation.conflict_analysis%%'' and r::text not like ''%%\(PrivacyFixture.account)%%'' '
                        'and r::text not like ''%%\(PrivacyFixture.subject)%%'' and r::text not like ''%%\(PrivacyFixture.trainee)%%''',
                        held.relation, held.relation);
                end loop;
            end $$
            """)
        let count = try await fixture.texts("select count(*)::text from public.before_rows")
        #expect(Int(count.first ?? "") ?? 0 > 15)
    }

    /// Tables in which a row that was kept in mind is not there any more as it was, byte for byte.
    private func changedOthers(_ fixture: PrivacyFixture) async throws -> [String] {
        try await fixture.texts(
            """
            create or replace function public.changed() returns setof text language plpgsql as $$
            declare
                held record;
                missing text;
            begin
                for held in select distinct relation from public.before_rows loop
                    execute format('select string_agg(content, '' ; '') from public.before_rows as kept where kept.relation = %L '
                        'and not exists (select from %s as r where r::text = kept.content)', held.relation, held.relation)
                    into missing;
                    if missing is not null then return next held.relation || ': ' || missing; end if;
                end loop;
            end $$;
            select changed from public.changed()
            """)
    }
}
