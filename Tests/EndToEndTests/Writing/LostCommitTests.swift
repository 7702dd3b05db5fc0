// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// What is said when nobody can know whether a transaction was committed.
@Suite struct LostCommitTests {
    /// Ends the session from within the commit: all statements are answered by then, the commit is not.
    private static let trap = """
        create function shop.end_session() returns trigger language plpgsql security definer as $$
        begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
        create constraint trigger ends_session after insert on shop.notes deferrable initially deferred
            for each row when (new.code = 'trap') execute function shop.end_session();
        """

    @Test func `a connection that is lost in the commit leaves the outcome unknown, and nothing is sent again`()
        async throws
    {
        try await ShopBench.with { shop in
            try await shop.run(Self.trap)
            let answer = try await shop.answer(#"mutation { createNote(input: {code: "trap"}) { affectedCount } }"#)
            #expect(answer["data"] == nil)
            let error = try #require(answer["errors"]?.arrayValue?.first)
            #expect(error["extensions"]?["code"]?.stringValue == "UNAVAILABLE")
            #expect(error["extensions"]?["outcome"]?.stringValue == "unknown")
            #expect(error["extensions"]?["committed"] == nil)
            // One attempt, whose transaction PostgreSQL gave up: the server has not tried once more.
            #expect(try await shop.value("select count(*)::text from shop.notes") == "0")
            let next = try await shop.answer(#"mutation { createNote(input: {code: "next"}) { affectedCount } }"#)
            #expect(next.text == #"{"data":{"createNote":{"affectedCount":1}}}"#)
        }
    }
}
