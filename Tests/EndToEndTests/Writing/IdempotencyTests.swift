// SPDX-License-Identifier: Apache-2.0

import GoldenTesting
import JSON
import Server
import Testing

/// An operation that is sent again with its key is not done again.
@Suite struct IdempotencyTests {
    /// The table as `docs/mutations.md` has it for databases that are not ours.
    private static let table = """
        create schema if not exists palisade;
        create table palisade.idempotency_keys (
            tenant_id    uuid not null default nullif(current_setting('palisade.tenant_id', true), '')::uuid,
            user_id      uuid not null default nullif(current_setting('palisade.user_id', true), '')::uuid,
            key_hash     text not null,
            request_hash text not null,
            answer       text,
            created_at   timestamptz not null default now(),
            primary key (tenant_id, user_id, key_hash)
        );
        alter table palisade.idempotency_keys enable row level security;
        create policy own on palisade.idempotency_keys
            using (tenant_id = nullif(current_setting('palisade.tenant_id', true), '')::uuid
                   and user_id = nullif(current_setting('palisade.user_id', true), '')::uuid);
        grant usage on schema palisade to public;
        grant select, insert, update on palisade.idempotency_keys to public;
        """

    private static let create =
        #"mutation ($email: String!) { createCustomer(input: {email: $email}) { affectedCount customer { id email } } }"#

    private static func variables(_ email: String) -> JSON {
        .object([JSONMember(name: "email", value: .string(email))])
    }

    @Test func `the second attempt gets the answer of the first`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            let first = try await shop.attempt(Self.create, variables: Self.variables("new@a.test"), key: "k-1")
            #expect(!first.isReplayed)
            #expect(
                first.answer.text
                    == #"{"data":{"createCustomer":{"affectedCount":1,"customer":{"id":"5","email":"new@a.test"}}}}"#)
            let second = try await shop.attempt(Self.create, variables: Self.variables("new@a.test"), key: "\"k-1\"")
            #expect(second.isReplayed)
            #expect(second.answer == first.answer)
            #expect(try await shop.value("select count(*)::text from shop.customers where email like 'new%'") == "1")
            #expect(shop.application.metrics.count(of: .operationReplayed) == 1)
            // Neither key nor variables are kept.
            #expect(
                try await shop.value(
                    "select count(*)::text from palisade.idempotency_keys k where k::text like '%k-1%'")
                    == "0")
        }
    }

    @Test func `a deleted row is answered again`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            let delete = "mutation { deleteCustomer(id: 2, ifVersion: 1) { affectedCount customer { name } } }"
            let first = try await shop.attempt(delete, key: "delete")
            #expect(first.answer.text == #"{"data":{"deleteCustomer":{"affectedCount":1,"customer":{"name":"Bob"}}}}"#)
            let second = try await shop.attempt(delete, key: "delete")
            #expect(second.isReplayed)
            #expect(second.answer == first.answer)
        }
    }

    @Test func `a key stands for one operation with its variables`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            _ = try await shop.attempt(Self.create, variables: Self.variables("new@a.test"), key: "k")
            let before = try await shop.everything()
            for (operation, variables) in [
                (Self.create, Self.variables("other@a.test")),
                ("mutation { deleteCustomer(id: 2) { affectedCount } }", JSON.null),
            ] {
                let answer = try await shop.attempt(operation, variables: variables, key: "k")
                #expect(ShopBench.errors(of: answer.answer) == ["CONFLICT"])
                #expect(answer.answer["data"] == nil)
            }
            #expect(try await shop.everything() == before)
        }
    }

    @Test func `a key is its user's own`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            for (tenant, user) in [(ShopBench.a, 1), (ShopBench.a, 2), (ShopBench.b, 1)] {
                let answer = try await shop.attempt(
                    Self.create, variables: Self.variables("\(user)@\(tenant)"), key: "k", tenant: tenant, user: user)
                #expect(!answer.isReplayed)
                #expect(answer.answer["errors"] == nil, "\(answer.answer.text)")
            }
        }
    }

    @Test func `of attempts at the same moment one is done, and all get its answer`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            let answers = try await withThrowingTaskGroup(of: (answer: JSON, isReplayed: Bool).self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await shop.attempt(Self.create, variables: Self.variables("new@a.test"), key: "k")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { !$0.isReplayed }.count == 1)
            #expect(Set(answers.map(\.answer.text)).count == 1, "\(answers.map(\.answer.text))")
            #expect(answers.first?.answer["errors"] == nil)
            #expect(try await shop.value("select count(*)::text from shop.customers where email like 'new%'") == "1")
        }
    }

    @Test func `what failed may be tried again with the same key`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            let update = #"mutation { updateCustomer(id: 9, input: {name: "x"}) { affectedCount } }"#
            for _ in 0..<2 {
                let answer = try await shop.attempt(update, key: "k")
                #expect(ShopBench.errors(of: answer.answer) == ["NOT_FOUND updateCustomer"])
                #expect(!answer.isReplayed)
            }
            #expect(try await shop.value("select count(*)::text from palisade.idempotency_keys") == "0")
        }
    }

    /// Ends the session from within the first commit.
    private static let trap = """
        create sequence shop.attempts;
        create function shop.end_first() returns trigger language plpgsql security definer as $$
        begin if nextval('shop.attempts') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if; return null; end $$;
        create constraint trigger ends_first after insert on shop.notes deferrable initially deferred
            for each row execute function shop.end_first();
        """

    @Test func `after a lost connection the same attempt can be sent again`() async throws {
        try await ShopBench.with(further: Self.table + Self.trap) { shop in
            let create = #"mutation { createNote(input: {code: "once"}) { affectedCount } }"#
            let lost = try await shop.attempt(create, key: "k")
            #expect(lost.answer["errors"]?.arrayValue?.first?["extensions"]?["outcome"]?.stringValue == "unknown")
            for isReplayed in [false, true] {
                let answer = try await shop.attempt(create, key: "k")
                #expect(answer.answer.text == #"{"data":{"createNote":{"affectedCount":1}}}"#)
                #expect(answer.isReplayed == isReplayed)
            }
            #expect(try await shop.value("select count(*)::text from shop.notes") == "1")
        }
    }

    @Test func `an answer that is too long to keep is told as done`() async throws {
        try await ShopBench.with(further: Self.table) { shop in
            let update =
                "mutation ($name: String) { updateCustomer(id: 2, input: {name: $name}) { customer { name version } } }"
            let variables = JSON.object([
                JSONMember(name: "name", value: .string(String(repeating: "x", count: 300_000)))
            ])
            let first = try await shop.attempt(update, variables: variables, key: "k")
            #expect(first.answer["data"]?["updateCustomer"]?["customer"]?["version"]?.integerValue == 2)
            let second = try await shop.attempt(update, variables: variables, key: "k")
            #expect(ShopBench.errors(of: second.answer) == ["CONFLICT committed true"])
            #expect(try await shop.value("select version::text from shop.customers where id = 2") == "2")
        }
    }

    @Test(arguments: ["", IdempotencyTests.table + "alter table palisade.idempotency_keys disable row level security;"])
    func `a database without the table, or without policies on it, says so, and does nothing`(
        further: String
    ) async throws {
        try await ShopBench.with(further: further) { shop in
            let before = try await shop.everything()
            let answer = try await shop.attempt(Self.create, variables: Self.variables("new@a.test"), key: "k")
            #expect(
                answer.answer["errors"]?.arrayValue?.first?["message"]?.stringValue
                    == "This server keeps no idempotency keys.")
            #expect(try await shop.everything() == before)
            // Reading needs none.
            #expect(try await shop.attempt("{ customer(id: 1) { name } }", key: "k").answer["errors"] == nil)
        }
    }

    @Test func `the documented table is the one that is tested`() throws {
        let documentation = try ProjectFiles.text(ProjectFiles.path("docs/mutations.md"))
        #expect(documentation.contains(Self.table))
    }
}
