// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import Testing

/// Places beside a person's own rows that name them: invitations, words in requests, copies, remembered answers.
@Suite struct LeftoverTests {
    @Test func `who erases themselves is in no invitation, request, vector or answer of any of their tenants`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                insert into core.invitations (tenant_id, email, role, display_name, status) values
                    ('\(PrivacyFixture.company)', 'mark-email@example.test', 'member', 'MARK by account', 'withdrawn'),
                    ('\(PrivacyFixture.company)', 'mark-trainee@example.test', 'member', 'MARK by trainee', 'open'),
                    ('\(PrivacyFixture.organization)', 'mark-coach@example.test', 'member', 'MARK by coach', 'declined'),
                    ('\(PrivacyFixture.company)', 'other-trainee@example.test', 'member', 'OTHER', 'open');
                insert into palisade.idempotency_keys (tenant_id, user_id, key_hash, request_hash, answer)
                    select tenant::uuid, '\(PrivacyFixture.other)', repeat('1', 64), repeat('0', 64), '{"data": "MARK answer"}'
                    from unnest(array['\(PrivacyFixture.couple)', '\(PrivacyFixture.organization)']) as tenant
                """)
            try await embed(
                fixture, in: PrivacyFixture.couple, "transcripts", "mediation.conflict_segments",
                "00000000-0000-4000-b011-000000000001", "MARK segment")
            try await embed(
                fixture, in: PrivacyFixture.couple, "transcripts", "mediation.conflict_segments",
                "00000000-0000-4000-b011-000000000002", "OTHER segment")
            try await askAndRefuse(fixture)

            try await eraseEverywhere(fixture)
            #expect(try await fixture.places(of: "mark") == [])
            #expect(
                try await fixture.texts("select display_name from core.invitations where email like 'other-trainee%'")
                    == ["OTHER"])
            #expect(
                try await fixture.texts(
                    "select text_preview from core.embeddings where source_table = 'mediation.conflict_segments'")
                    == ["OTHER segment"])
            // That it was refused, and that it took longer, stays.
            #expect(
                try await fixture.texts(
                    "select refusal || extension_reason from privacy.gdpr_requests where state = 'refused'")
                    == ["[ERASED][ERASED]"])
        }
    }

    @Test func `an address that was erased can be invited again: nobody learns of the erasure by it`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.act("erase", "erase_subject")
            let invited = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select status from core.add_member('mark-email@example.test', 'member', 'Somebody')")
            #expect(invited.last?.text(row: 0, column: 0) == "open")
        }
    }

    @Test func `the copies of a row go with it, whoever deletes it, and are asked for outside`() async throws {
        try await PrivacyFixture.with { fixture in
            let client = "00000000-0000-4000-b021-000000000003"
            let summary = "00000000-0000-4000-b024-000000000003"
            for (table, source) in [
                ("coaching.summaries", summary), ("coaching.client_sessions", "00000000-0000-4000-b023-000000000003"),
                ("coaching.summaries", "00000000-0000-4000-b024-000000000004"),
            ] {
                try await embed(
                    fixture, in: PrivacyFixture.organization, "coaching-sessions", table, source, "words of \(source)",
                    owner: PrivacyFixture.other)
            }
            try await fixture.act(
                "delete_sessions", "delete_user_sessions", subject: client, in: PrivacyFixture.organization)
            let previews = "select text_preview from core.embeddings where namespace = 'coaching-sessions'"
            #expect(try await fixture.texts(previews) == ["words of 00000000-0000-4000-b024-000000000004"])
            let jobs =
                "select count(*)::text from core.outbox where topic = 'vector.delete' and key like 'coaching-sessions/%'"
            #expect(try await fixture.texts(jobs) == ["2"])
            #expect(
                try await fixture.texts("select relation from privacy.vacuum_queue").contains("core.embeddings"),
                "deleted text is gone from the pages once they are vacuumed")

            // Without a privacy act.
            try await fixture.database.run("delete from coaching.summaries")
            #expect(try await fixture.texts(previews) == [])
            #expect(try await fixture.texts(jobs) == ["3"])
            try await fixture.database.run(
                "delete from mediation.profile_documents where owner_user_id = '\(PrivacyFixture.other)'")
            #expect(
                try await fixture.texts(
                    "select state from core.stored_objects where owner_user_id = '\(PrivacyFixture.other)' and source_table = 'mediation.profile_documents' and bucket = 'profiles'"
                ).contains("stored") == false)
        }
    }

    private func eraseEverywhere(_ fixture: PrivacyFixture) async throws {
        let preview = try Act(
            try #require(
                try await fixture.as("member", in: PrivacyFixture.couple, "select * from privacy.preview_erase_me()")
                    .last))
        let act = try Act(
            try #require(
                try await fixture.as(
                    "member", in: PrivacyFixture.couple,
                    "select * from privacy.erase_me('\(preview.request)', '\(preview.hash)')"
                ).last))
        #expect(act.state == "done")
    }

    /// A request that an admin put off and then refused, in words of theirs, while a hold stood.
    private func askAndRefuse(_ fixture: PrivacyFixture) async throws {
        _ = try await fixture.as(
            "admin", PrivacyFixture.other,
            "insert into privacy.legal_holds (subject_id, reason) values ('\(PrivacyFixture.subject)', 'MARK dispute')")
        let request = try await fixture.preview("export").request
        _ = try await fixture.as(
            "admin", PrivacyFixture.other,
            """
            select privacy.extend_request('\(request)', 'MARK is abroad');
            select privacy.refuse_request('\(request)', 'MARK asked before');
            delete from privacy.legal_holds
            """)
        #expect(try await fixture.places(of: "mark dispute") == ["privacy.gdpr_requests.preview"])
    }

    private func embed(
        _ fixture: PrivacyFixture, in tenant: String, _ namespace: String, _ table: String, _ source: String,
        _ preview: String, owner: String? = nil
    ) async throws {
        try await fixture.database.run(
            """
            insert into core.embeddings (tenant_id, namespace, vector_id, dims, embedding, source_table, source_id,
                owner_user_id, visibility, content_hash, text_preview)
            select '\(tenant)', name, '\(table)/\(source)', dims, array_fill(0.1::real, array[dims]), '\(table)', '\(source)',
                \(owner.map { "'\($0)'" } ?? "null"), '\(owner == nil ? "members" : "managed")', repeat('0', 64), '\(preview)'
            from core.vector_namespaces where name = '\(namespace)'
            """)
    }
}
