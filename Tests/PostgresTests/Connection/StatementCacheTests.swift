// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Postgres

struct StatementCacheTests {
    private let a = SQLStatement(text: "select 1")
    private let b = SQLStatement(text: "select 2")
    private let c = SQLStatement(text: "select 3")

    @Test func `a statement is prepared once for each role`() {
        var cache = StatementCache(capacity: 10, byteCapacity: 1 << 20)
        var evicted: [String] = []
        cache.beginSegment()
        #expect(cache.use(a, role: "member", evicted: &evicted) == .prepare(name: "p1"))
        #expect(cache.use(a, role: "member", evicted: &evicted) == .prepared(name: "p1"))
        #expect(cache.use(a, role: "admin", evicted: &evicted) == .prepare(name: "p2"))
        #expect(cache.use(SQLStatement(text: "select 1"), role: "member", evicted: &evicted) == .prepared(name: "p1"))
        #expect(evicted.isEmpty)
    }

    @Test func `the least recently used statement makes room, under a name that is not used again`() {
        var cache = StatementCache(capacity: 2, byteCapacity: 1 << 20)
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
        var cache = StatementCache(capacity: 2, byteCapacity: 1 << 20)
        var evicted: [String] = []
        cache.beginSegment()
        _ = cache.use(a, role: "r", evicted: &evicted)
        _ = cache.use(b, role: "r", evicted: &evicted)
        #expect(cache.use(c, role: "r", evicted: &evicted) == .unnamed)
        #expect(evicted.isEmpty)
    }

    @Test func `a statement that was not prepared after all is prepared again`() {
        var cache = StatementCache(capacity: 2, byteCapacity: 1 << 20)
        var evicted: [String] = []
        cache.beginSegment()
        _ = cache.use(a, role: "r", evicted: &evicted)
        cache.forget(a, role: "r")
        #expect(cache.use(a, role: "r", evicted: &evicted) == .prepare(name: "p2"))
    }

    @Test func `without capacity nothing is prepared`() {
        var cache = StatementCache(capacity: 0, byteCapacity: 1 << 20)
        var evicted: [String] = []
        cache.beginSegment()
        #expect(cache.use(a, role: "r", evicted: &evicted) == .unnamed)
    }

    @Test func `texts are bounded together`() {
        // Each is as long as those that are kept may be: 64 of them fill the cache.
        func long(_ number: Int) -> SQLStatement {
            SQLStatement(text: String(repeating: "x", count: 12) + String(1_000 + number))
        }
        var cache = StatementCache(capacity: 1_000, byteCapacity: 1_024)
        var evicted: [String] = []
        for number in 0..<64 {
            cache.beginSegment()
            #expect(cache.use(long(number), role: "r", evicted: &evicted) == .prepare(name: "p\(number + 1)"))
        }
        #expect(evicted.isEmpty)
        cache.beginSegment()
        #expect(cache.use(a, role: "r", evicted: &evicted) == .prepare(name: "p65"))
        #expect(evicted == ["p1"])
        cache.beginSegment()
        #expect(cache.use(long(64), role: "r", evicted: &evicted) == .prepare(name: "p66"))
        #expect(evicted == ["p1", "p2"])
        cache.forget(long(64), role: "r")
        cache.forget(long(64), role: "r")
        cache.beginSegment()
        #expect(cache.use(long(65), role: "r", evicted: &evicted) == .prepare(name: "p67"))
        #expect(evicted.count == 2)
        cache.removeAll()
        cache.beginSegment()
        #expect(cache.use(long(66), role: "r", evicted: &evicted) == .prepare(name: "p68"))
        #expect(evicted.count == 2 && cache.count == 1)
    }

    @Test func `a statement that is too long is not kept`() {
        var cache = StatementCache(capacity: 10, byteCapacity: 1_024)
        var evicted: [String] = []
        cache.beginSegment()
        let tooLong = SQLStatement(text: String(repeating: "x", count: 17))
        #expect(cache.use(tooLong, role: "r", evicted: &evicted) == .unnamed)
        #expect(cache.count == 0 && cache.misses == 0)
    }
}
