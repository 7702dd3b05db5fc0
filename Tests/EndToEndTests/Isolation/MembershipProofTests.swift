// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import Mapping
import Postgres
import Server
import Tenancy
import Testing

/// The proof on a database whose policies go by memberships: no column of a row says whose it is.
@Suite struct MembershipProofTests {
    private static let (a, b) = (
        "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
    )
    private static let script = """
        create function public.me() returns uuid language sql stable
            return nullif(current_setting('palisade.user_id', true), '')::uuid;
        create table public.members (org_id int not null, user_id uuid not null, primary key (org_id, user_id));
        create table public.projects (id int primary key, org_id int not null, name text not null);
        create table public.tasks (
            id int primary key, project_id int not null references public.projects, body text not null);
        alter table public.members enable row level security, force row level security;
        alter table public.projects enable row level security, force row level security;
        alter table public.tasks enable row level security, force row level security;
        create policy own on public.members using (user_id = (select public.me()));
        insert into public.members values (1, '\(a)'), (2, '\(b)'), (3, '\(a)'), (3, '\(b)');
        insert into public.projects values (10, 1, 'ours'), (20, 2, 'theirs'), (30, 3, 'of both');
        insert into public.tasks values
            (11, 10, 'our task'), (21, 20, 'their task'), (31, 30, 'task of both');
        create function public.project_names() returns setof text language sql stable security definer
            set search_path = pg_catalog, pg_temp return (select name from public.projects where id = 10);
        grant select, insert, update, delete on public.projects, public.tasks to MEMBER;
        grant select on public.members to MEMBER;
        """
    private static let sound = """
        create policy own on public.projects
            using (org_id in (select m.org_id from public.members m where m.user_id = (select public.me())));
        create policy own on public.tasks using (exists (select from public.projects p where p.id = project_id));
        """
    private static let sdl = """
        type Member @table(name: "public.members", key: ["orgId", "userId"]) { orgId: Int! userId: ID! }
        type Project @table(name: "public.projects") {
          id: ID! name: String! orgId: Int!
          tasks: [Task!]! @relation(foreignColumn: "project_id") @connection
        }
        type Task @table(name: "public.tasks", key: ["id"]) {
          id: ID! body: String!
          project: Project @relation(column: "project_id", required: true)
        }
        type Query {
          members: [Member!]! @limit(max: 9)
          project: Project @find  projects: [Project!]! @connection  tasks: [Task!]! @connection
          projectNames: [String!]! @call(function: "public.project_names") @limit(max: 9)
        }
        type Mutation {
          createTask: Task @insert  updateTask: Task @update  deleteTask: Task @delete
          updateProject: Project @update
        }
        """

    private func proof(_ policies: String) async throws -> IsolationProof {
        try await TestDatabase.with(try await TestServer.shared) { database in
            let member = "\(database.name)_member"
            try await database.run("create role \(member)")
            try await database.run(Self.script.replacing("MEMBER", with: member))
            try await database.run(policies)
            let application = try await ServedApplication(
                schema: ExpandedSchema([Parser.parse(Source(Self.sdl), limits: .schema)]), url: database.url,
                roles: "member=\(member)")
            defer { application.stop() }
            let tenant = "cccccccc-cccc-4ccc-8ccc-cccccccccccc"
            func context(_ user: String) async throws -> TenantContext {
                try await application.context(of: Identity(role: "member", tenant: tenant, user: user))
            }
            let contexts = (try await context(Self.a), try await context(Self.b))
            return try await PostgresConnection.withConnection(
                PostgresConnectionConfiguration(connectionString: database.url)
            ) { connection in
                try await IsolationProof(
                    of: ProofIdentity(tenant: tenant, user: Self.a, role: "member"),
                    against: ProofIdentity(tenant: tenant, user: Self.b, role: "member"), contexts: contexts,
                    in: .init(
                        mapping: application.mapping, catalog: application.catalog, runner: application.runner,
                        tenancy: application.tenancy), owner: connection)
            }
        }
    }

    @Test func `what PostgreSQL shows to the other alone is looked for`() async throws {
        let found = try await proof(Self.sound)
        #expect(found.leaks.map { "\($0.operation): \($0.what) \($0.query)" } == [])
        #expect(found.isProved)
        let outcomes = found.types.map { "\($0.type) \($0.verdict) \($0.ownRows) \($0.foreignRows)" }
        #expect(outcomes == ["Member provedAsShown 2 2", "Project provedAsShown 2 1", "Task provedAsShown 2 1"])
        #expect(found.types.allSatisfy { $0.tried > 0 })
    }

    @Test func `a way around the policies is found`() async throws {
        let found = try await proof(
            Self.sound + """
                create or replace function public.project_names() returns setof text language sql stable
                    security definer set search_path = pg_catalog, pg_temp as $$ select name from public.projects $$;
                """)
        #expect(found.leaks.map(\.operation) == ["projectNames"])
        #expect(found.leaks.allSatisfy { $0.what.contains("theirs") })
    }

    /// What both see is nobody's alone, so that nothing would be found.
    @Test func `a policy that lets everything pass proves nothing`() async throws {
        let found = try await proof(
            Self.sound + "create policy all_rows on public.tasks for select using (body <> '');")
        #expect(!found.isProved)
        #expect(found.types.first { $0.type == "Task" }?.verdict == .nothingToFind)
    }
}
