// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import NIOCore
import NIOPosix
import Postgres
import SQL
import Testing

@testable import Server

/// The server over a socket, in front of PostgreSQL.
@Suite(.timeLimit(.minutes(2)))
struct HTTPDatabaseTests {
    private static let sdl = """
        type Note @table(name: "public.notes", scope: TENANT) { id: ID! body: String! }
        extend type Query { notes: [Note!]! @limit(default: 10, max: 10) }
        """

    /// - Parameter pauses: whether each request first waits for the lock that `hold` takes.
    private static func with(
        pauses: Bool, timeout: TimeAmount = .hours(1), playground: Playground? = nil,
        _ body: @escaping @Sendable (TestHTTPServer, TestDatabase) async throws -> Void
    ) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            let member = "\(database.name)_member"
            try await database.run(
                """
                create role \(member);
                create table public.notes (tenant_id uuid not null, id uuid primary key, body text not null);
                alter table public.notes enable row level security;
                create policy notes_tenant on public.notes
                    using (tenant_id = nullif(current_setting('palisade.tenant_id', true), '')::uuid);
                grant select on public.notes to \(member);
                insert into public.notes values
                    ('\(TestHTTPServer.tenant)', '00000000-0000-4000-8000-000000000001', 'ours'),
                    ('bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', '00000000-0000-4000-8000-000000000002', 'theirs');
                create function public.pause() returns void language sql begin atomic select pg_advisory_xact_lock_shared(1); end;
                """)
            let catalog = try await CatalogReader.read(database.connection)
            let schema = try ExpandedSchema([Parser.parse(Source(sdl), limits: .schema)])
            let mapping = try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: catalog)
            let pool = PostgresPool(
                configuration: PostgresPoolConfiguration(
                    connection: PostgresConnectionConfiguration(connectionString: database.url), size: 2),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: TestHTTPServer.logger)
            var settings = OperationRunner.Settings()
            settings.timeout = timeout
            if pauses { settings.preRequest = QualifiedName(schema: "public", name: "pause") }
            let roles = "member=\(member)"
            let runner = TestHTTPServer.runner(
                mapping, catalog: catalog, pool: pool, tenancy: try TestHTTPServer.tenancy(roles: roles),
                loginRole: catalog.loginRole, settings: settings)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await pool.run() }
                try await TestHTTPServer.with(runner, playground: playground, roles: roles) {
                    try await body($0, database)
                }
                pool.shutdown()
            }
        }
    }

    /// Takes the lock that requests wait for, until `release`.
    private static func hold(_ database: TestDatabase) async throws {
        try await database.run("select pg_advisory_lock(1)")
    }

    private static func release(_ database: TestDatabase) async throws {
        try await database.run("select pg_advisory_unlock(1)")
    }

    /// Returns when as many statements wait for the lock as are asked for.
    private static func waitForStatements(_ count: Int, in database: TestDatabase) async throws {
        let query = """
            select count(*) from pg_stat_activity
            where datname = '\(database.name)' and wait_event_type = 'Lock' and wait_event = 'advisory'
            """
        try await waitUntil { try await database.value(query) == "\(count)" }
    }

    @Test func `a tenant's rows are answered, and no others`() async throws {
        try await Self.with(pauses: false) { server, _ in
            let response = try await server.exchange(server.post(#"{"query":"{ notes { body } }"}"#))
            #expect(response?.status == 200)
            #expect(response?.body == #"{"data":{"notes":[{"body":"ours"}]}}"#)
        }
    }

    @Test func `an operation is explained as whoever asks`() async throws {
        try await Self.with(pauses: false, playground: Playground(site: StaticSite(files: [:]), identities: .array([])))
        {
            server, _ in
            let text = try server.post(#"{"query":"{ all: notes { body } }"}"#)
            let response = try await server.exchange(
                text.replacing("POST /graphql ", with: "POST /playground/explain "))
            let statement = response?.json?["statements"]?.arrayValue?.first
            #expect(statement?["field"]?.stringValue == "all")
            #expect(statement?["sql"]?.stringValue?.contains("from public.notes") == true)
            let plan = statement?["plan"]?.arrayValue?.compactMap(\.stringValue).joined(separator: "\n") ?? ""
            #expect(plan.contains("Filter: (tenant_id ="))
            let faulty = try server.post(#"{"query":"{ nothing }"}"#)
            #expect(
                try await server.exchange(faulty.replacing("POST /graphql ", with: "POST /playground/explain "))?.code
                    == "GRAPHQL_VALIDATION_FAILED")
        }
    }

    private static let notes = #"{"query":"{ notes { body } }"}"#

    /// A request for notes. What was answered once needs no task when it comes again, and takes another way from then on.
    private static func request(_ server: TestHTTPServer, isKnown: Bool) async throws -> String {
        let request = try server.post(notes)
        if isKnown { #expect(try await server.exchange(request)?.status == 200) }
        return request
    }

    /// Nothing else would end the statement within the time limit of the test.
    @Test(arguments: [false, true])
    func `the statement of a client that is gone is cancelled`(isKnown: Bool) async throws {
        try await Self.with(pauses: true) { server, database in
            let request = try await Self.request(server, isKnown: isKnown)
            try await Self.hold(database)
            try await TestClient.with(port: server.port) { client in
                try await client.send(request)
                try await Self.waitForStatements(1, in: database)
                try await client.drop()
            }
            try await Self.waitForStatements(0, in: database)
            try await Self.release(database)
            #expect(try await server.exchange(server.post(#"{"query":"{ notes { body } }"}"#))?.status == 200)
        }
    }

    @Test(arguments: [false, true])
    func `a shutdown waits for what runs`(isKnown: Bool) async throws {
        try await Self.with(pauses: true) { server, database in
            let request = try await Self.request(server, isKnown: isKnown)
            try await Self.hold(database)
            try await TestClient.with(port: server.port) { client in
                try await client.send(request)
                try await Self.waitForStatements(1, in: database)
                // A connection without a request ends once the shutdown has come, which was told to all before.
                try await TestClient.with(port: server.port) { idle in
                    try await idle.send(server.request("GET", "/health/live"))
                    #expect(try await idle.receive()?.status == 200)
                    await server.shutDown()
                    #expect(try await idle.isEnded())
                }
                try await Self.release(database)
                let response = try await client.receive()
                #expect(response?.field("Connection") == "close")
                #expect(response?.body == #"{"data":{"notes":[{"body":"ours"}]}}"#)
                #expect(try await client.isEnded())
            }
        }
    }

    @Test(arguments: [false, true])
    func `a query whose backend is ended is asked once more`(isKnown: Bool) async throws {
        try await Self.with(pauses: true) { server, database in
            let request = try await Self.request(server, isKnown: isKnown)
            try await Self.hold(database)
            let end = """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = '\(database.name)' and wait_event_type = 'Lock' and wait_event = 'advisory'
                """
            try await TestClient.with(port: server.port) { client in
                try await client.send(request)
                try await Self.waitForStatements(1, in: database)
                #expect(try await database.value(end) == "1")
                // It waits again, on another connection.
                try await Self.waitForStatements(1, in: database)
                try await Self.release(database)
                #expect(try await client.receive()?.body == #"{"data":{"notes":[{"body":"ours"}]}}"#)
            }
        }
    }

    @Test(arguments: [false, true])
    func `a request that takes too long ends with its code`(isKnown: Bool) async throws {
        try await Self.with(pauses: true, timeout: .milliseconds(500)) { server, database in
            let request = try await Self.request(server, isKnown: isKnown)
            try await Self.hold(database)
            let response = try await server.exchange(request)
            #expect(response?.status == 200)
            #expect(response?.code == "TIMEOUT")
            #expect(response?.json?["data"]?.isNull == true)
        }
    }

    @Test func `a client that has finished sending still gets its rows`() async throws {
        try await Self.with(pauses: false) { server, _ in
            let request = try await Self.request(server, isKnown: true)
            for _ in 0..<20 {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(request + request)
                    client.finishSending()
                    for _ in 0..<2 {
                        #expect(try await client.receive()?.body == #"{"data":{"notes":[{"body":"ours"}]}}"#)
                    }
                    #expect(try await client.isEnded())
                }
            }
        }
    }

    @Test func `requests sent ahead are answered in their order, whichever way each takes`() async throws {
        try await Self.with(pauses: false) { server, _ in
            let known = try await Self.request(server, isKnown: true)
            let texts = try (0..<60).map { number in
                switch number % 4 {
                case 0: try server.post(#"{"query":"{ a\#(number): __typename }"}"#)
                case 1: server.request("GET", "/health/live")
                default: known
                }
            }
            // Twice: all are known the second time.
            for _ in 0..<2 {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(texts.joined())
                    for number in 0..<60 {
                        let expected =
                            switch number % 4 {
                            case 0: #"{"data":{"a\#(number)":"Query"}}"#
                            case 1: "live\n"
                            default: #"{"data":{"notes":[{"body":"ours"}]}}"#
                            }
                        #expect(try await client.receive()?.body == expected, "\(number)")
                    }
                }
            }
        }
    }

    @Test func `a database that cannot be reached is 503`() async throws {
        try await Self.with(pauses: false) { server, database in
            let pool = PostgresPool(
                configuration: PostgresPoolConfiguration(
                    connection: PostgresConnectionConfiguration(connectionString: "host=/nowhere"), size: 1,
                    acquisitionTimeout: .milliseconds(50)),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: TestHTTPServer.logger)
            let schema = try ExpandedSchema([Parser.parse(Source(Self.sdl), limits: .schema)])
            let catalog = try await CatalogReader.read(database.connection)
            let mapping = try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: catalog)
            server.holder.replace(
                with: TestHTTPServer.runner(
                    mapping, catalog: catalog, pool: pool, tenancy: server.tenancy, loginRole: "nobody"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await pool.run() }
                let response = try await server.exchange(server.post(#"{"query":"{ notes { body } }"}"#))
                #expect(response?.status == 503)
                #expect(response?.code == "UNAVAILABLE")
                #expect(response?.field("Retry-After") == "1")
                group.cancelAll()
            }
        }
    }
}
