// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Postgres

struct StatementCacheTests {
    private let a = SQLStatement(text: "select 1")
    private let b = SQLStatement(text: "select 2")
    private let c = SQLStatement(text: "select 3")

    @Test func `a statement is prepared once for each role`() {
        var cache = StatementCache(capacity: 10)
        var evicted: [String] = []
        cache.beginSegment()
        #expect(cache.use(a, role: "member", evicted: &evicted) == .prepare(name: "p1"))
        #expect(cache.use(a, role: "member", evicted: &evicted) == .prepared(name: "p1"))
        #expect(cache.use(a, role: "admin", evicted: &evicted) == .prepare(name: "p2"))
        #expect(cache.use(SQLStatement(text: "select 1"), role: "member", evicted: &evicted) == .prepared(name: "p1"))
        #expect(evicted.isEmpty)
    }

    @Test func `the least recently used statement makes room, under a name that is not used again`() {
        var cache = StatementCache(capacity: 2)
        var evicted: [String] = []
        for statement in [a, b, a] {
            cache.beginSegment()
            _ = cache.use(statement, role: "r", evicted: &evicted)
        }
        cache.beginSegment()
        #expect(cache.use(c, role: "r", evicted: &evicted) == .prepare(name: "p3"))
        #expect(evicted == ["p2"])
        #expect(cache.count == 2)
        cache.beginSegment()
        #expect(cache.use(b, role: "r", evicted: &evicted) == .prepare(name: "p4"))
        #expect(evicted == ["p2", "p1"])
    }

    @Test func `what the present segment uses is not evicted`() {
        var cache = StatementCache(capacity: 2)
        var evicted: [String] = []
        cache.beginSegment()
        _ = cache.use(a, role: "r", evicted: &evicted)
        _ = cache.use(b, role: "r", evicted: &evicted)
        #expect(cache.use(c, role: "r", evicted: &evicted) == .unnamed)
        #expect(evicted.isEmpty)
    }

    @Test func `a statement that was not prepared after all is prepared again`() {
        var cache = StatementCache(capacity: 2)
        var evicted: [String] = []
        cache.beginSegment()
        _ = cache.use(a, role: "r", evicted: &evicted)
        cache.forget(a, role: "r")
        #expect(cache.use(a, role: "r", evicted: &evicted) == .prepare(name: "p2"))
    }

    @Test func `without capacity nothing is prepared`() {
        var cache = StatementCache(capacity: 0)
        var evicted: [String] = []
        cache.beginSegment()
        #expect(cache.use(a, role: "r", evicted: &evicted) == .unnamed)
    }
}
