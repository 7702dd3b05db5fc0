// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import SQL
import Safety
import Testing

/// The shipped application's map: everything is in it, and `palisade check` sees what is not.
@Suite struct DataMapTests {
    /// Tables that are not the business of a person's data: they describe the schema, or hold hashes.
    private static let withoutPeople: Set<String> = [
        "privacy.mapped_tables", "privacy.subject_paths", "privacy.data_map", "privacy.secrets", "privacy.tombstones",
        "privacy.gates", "privacy.erasure_log", "privacy.audit_seals", "privacy.vacuum_queue",
    ]

    @Test func `every column of every table of the application is classified, reached and leads to a person`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await expect(fixture, [])
        }
    }

    @Test func `a column, a table and a path that nobody thought about are found`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run("alter table training.trainees add column nickname text")
            try await expect(fixture, ["PA701 training.trainees.nickname"])
            try await fixture.database.run(
                """
                insert into privacy.data_map (relation, column_name, category, erase, anonymize, export)
                    values ('training.trainees', 'nickname', 'identity', 'row', 'clear', 'yes');
                update privacy.data_map set anonymize = 'row' where relation = 'training.session_analytics'
                    and column_name = 'overall_score'
                """)
            try await expect(fixture, ["PA702 training.session_analytics.overall_score"])
            try await fixture.database.run(
                """
                update privacy.data_map set anonymize = 'keep' where relation = 'training.session_analytics'
                    and column_name = 'overall_score';
                -- What goes on by it, and what stays without it.
                delete from privacy.subject_paths where relation = 'core.invitations' and path = 'trainee';
                delete from privacy.subject_paths where relation = 'training.trainees' and path = 'self'
                """)
            let broken = try await findings(fixture)
            #expect(broken.contains("PA703 owner on training.transcripts"))
            #expect(broken.contains("PA702 training.trainees.full_name"))
        }
    }

    @Test func `a table without a map gets a proposal that the map's own checks accept`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                set role palisade_owner;
                create schema shop;
                create table shop.orders (
                    tenant_id uuid not null, id uuid not null default gen_random_uuid(), user_id uuid not null,
                    delivery_address text, note text, total_cents integer, created_at timestamptz not null default now(),
                    primary key (tenant_id, id),
                    foreign key (tenant_id, user_id) references core.memberships (tenant_id, user_id) on delete cascade);
                reset role
                """)
            var catalog = try await CatalogReader.read(fixture.database.connection)
            guard case .map(let map) = try await DataMapReader.read(fixture.database.connection) else {
                Issue.record("there is no map")
                return
            }
            catalog.dataMap = map
            let proposal = DataMapProposal(catalog, people: "core.users", schema: "shop")
            #expect(proposal.sql.contains("'shop.orders', 'delivery_address', 'contact', 'row', 'row', 'yes'"))
            #expect(proposal.sql.contains("'shop.orders', 'owner', array['user_id'], 'core.users', 'delete', 'delete'"))
            try await fixture.database.run("set role palisade_owner; \(proposal.sql); reset role")
            try await expect(fixture, [])

            // And it works from then on.
            try await fixture.database.run(
                "insert into shop.orders (tenant_id, user_id, note) values ('\(PrivacyFixture.company)', '\(PrivacyFixture.subject)', 'MARK note')"
            )
            try await fixture.act("erase", "erase_subject")
            #expect(try await fixture.texts("select count(*)::text from shop.orders") == ["0"])
            #expect(
                try await fixture.texts(
                    "select operation from privacy.audit_log where relation = 'shop.orders' order by id") == [
                        "insert", "delete",
                    ])
        }
    }

    @Test func `a login that may not read the map is told so, and no map is no fault`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run("set role palisade_authenticator")
            #expect(try await DataMapReader.read(fixture.database.connection) == .hidden)
            try await fixture.database.run("reset role; drop schema privacy cascade")
            #expect(try await DataMapReader.read(fixture.database.connection) == .none)
        }
    }

    private func expect(
        _ fixture: PrivacyFixture, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await findings(fixture)
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    /// What the rules about personal data find, over all tables of the application.
    private func findings(_ fixture: PrivacyFixture) async throws -> [String] {
        var catalog = try await CatalogReader.read(fixture.database.connection)
        guard case .map(let map) = try await DataMapReader.read(fixture.database.connection) else {
            return ["there is no map"]
        }
        catalog.dataMap = map
        let relations = catalog.relations.filter { relation in
            relation.owner == "palisade_owner" && relation.name.schema != "palisade"
                && !Self.withoutPeople.contains(relation.name.description)
        }
        #expect(relations.count > 20)
        let report = SafetyRules.report(
            on: SafetyContext(
                catalog: catalog, requestRoles: [], loginRole: "palisade_authenticator", switchesRole: true,
                relations: Dictionary(
                    relations.map { ($0.name, RowScope.tenant) }, uniquingKeysWith: { first, _ in first })))
        return report.findings.filter { $0.code.rawValue.hasPrefix("PA7") }
            .map { "\($0.code.rawValue) \($0.object)" }
    }
}
