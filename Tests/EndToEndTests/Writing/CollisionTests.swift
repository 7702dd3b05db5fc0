// SPDX-License-Identifier: Apache-2.0

import JSON
import Server
import Testing

/// Writers that stand in each other's way.
@Suite(.timeLimit(.minutes(5))) struct CollisionTests {
    /// Each update of a customer waits for a lock that a test can hold.
    private static let gate = """
        create function shop.pass() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock_shared(7); return new; end $$;
        create trigger pass after update on shop.customers for each row execute function shop.pass();
        """

    private static func waitForLocks(_ count: Int, in shop: ShopBench) async throws {
        let query = """
            select count(*)::text from pg_locks as l, pg_stat_get_activity(null) as a, pg_database as d
            where not l.granted and a.pid = l.pid and d.oid = a.datid and d.datname = current_database()
            """
        while try await shop.value(query) != "\(count)" {
            try await Task.sleep(for: .milliseconds(10))
            // Within a transaction the sessions are those of the first look, and the pool may have opened more since.
            try await shop.run("select pg_stat_clear_snapshot()")
        }
    }

    @Test func `of two operations in a deadlock both are done, one of them at the second attempt`() async throws {
        try await ShopBench.with(further: Self.gate) { shop in
            try await shop.run("select pg_advisory_lock(7)")
            let answers = try await withThrowingTaskGroup(of: JSON.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await shop.answer(
                            """
                            mutation {
                              one: updateCustomer(id: \(first), input: {details: {by: \(first)}}) { affectedCount }
                              two: updateCustomer(id: \(second), input: {details: {by: \(first)}}) { affectedCount }
                            }
                            """)
                    }
                }
                // Each holds its first row now, and will want the other's.
                try await Self.waitForLocks(2, in: shop)
                try await shop.run("select pg_advisory_unlock(7)")
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for answer in answers { #expect(answer["errors"] == nil, "\(answer.text)") }
            #expect(
                try await shop.value("select string_agg(version::text, ' ') from shop.customers where id < 3") == "3 3")
            #expect(shop.application.metrics.count(of: .operationRetried) >= 1)
        }
    }

    /// Counts attempts, and makes each fail as if it had collided.
    private static let collision = """
        create sequence shop.attempts;
        create function shop.collide() returns trigger language plpgsql security definer as $$
        begin perform nextval('shop.attempts'); raise exception 'secret of the database' using errcode = '40001'; end $$;
        create trigger collide before insert on shop.notes for each row execute function shop.collide();
        """

    @Test func `who collides three times gets a conflict`() async throws {
        try await ShopBench.with(further: Self.collision) { shop in
            let answer = try await shop.answer(#"mutation { createNote(input: {code: "x"}) { affectedCount } }"#)
            let error = try #require(answer["errors"]?.arrayValue?.first)
            #expect(error["extensions"]?["code"]?.stringValue == "CONFLICT")
            #expect(error["extensions"]?["hint"]?.stringValue == "Send the operation again.")
            #expect(!answer.text.contains("secret"))
            #expect(try await shop.value("select last_value::text from shop.attempts") == "3")
            #expect(shop.application.metrics.count(of: .operationRetried) == 2)
        }
    }

    @Test(arguments: ["affectedCount", "affectedCount customer { name }"])
    func `a deletion by version that waited for another writer is a conflict if the row has changed`(
        selection: String
    ) async throws {
        try await ShopBench.with { shop in
            // Who may delete a row but not update it can take no lock of it.
            try await shop.run("revoke update on shop.customers from \(try await shop.clerk)")
            try await shop.run("begin; update shop.customers set version = version + 1 where id = 2")
            let delete = "mutation { deleteCustomer(id: 2, ifVersion: 1) { \(selection) } }"
            async let answer = shop.answer(delete)
            try await Self.waitForLocks(1, in: shop)
            try await shop.run("commit")
            #expect(ShopBench.errors(of: try await answer) == ["CONFLICT deleteCustomer ifVersion"])

            try await shop.run("begin; delete from shop.customers where id = 2")
            async let second = shop.answer(delete.replacing("ifVersion: 1", with: "ifVersion: 2"))
            try await Self.waitForLocks(1, in: shop)
            try await shop.run("commit")
            #expect(ShopBench.errors(of: try await second) == ["NOT_FOUND deleteCustomer"])
        }
    }
}
