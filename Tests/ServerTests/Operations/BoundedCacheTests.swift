// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

/// What the caches of documents and plans keep, and what they let go of.
@Suite struct BoundedCacheTests {
    @Test func `what is asked for stays, and the rest makes room`() {
        let cache = BoundedCache<Int, String>(capacity: 20)
        cache.store("kept", for: 0, weight: 1)
        for number in 1...100 {
            cache.store("\(number)", for: number, weight: 1)
            #expect(cache.value(for: 0) == "kept")
            #expect(cache.statistics.count <= 20)
        }
        #expect(cache.value(for: 1) == nil)
        #expect(cache.value(for: 100) == "100")
        let statistics = cache.statistics
        #expect(statistics.hits == 101)
        #expect(statistics.misses == 1)
    }

    @Test func `heavy entries leave room for fewer, and one of more than half the weight is not kept`() {
        let cache = BoundedCache<Int, String>(capacity: 20)
        for number in 0..<10 { cache.store("\(number)", for: number, weight: 10) }
        #expect(cache.statistics.count == 2)
        cache.store("too heavy", for: 10, weight: 11)
        #expect(cache.known(10) == nil)
        #expect(cache.known(9) == "9")
    }

    @Test func `an entry that is stored once more weighs what it weighs now`() {
        let cache = BoundedCache<Int, String>(capacity: 20)
        for number in 0..<100 { cache.store("\(number)", for: 0, weight: 5) }
        cache.store("other", for: 1, weight: 5)
        #expect(cache.value(for: 0) == "99")
        #expect(cache.value(for: 1) == "other")
    }

    @Test func `who goes on to ask by value counts once`() {
        let cache = BoundedCache<Int, String>(capacity: 20)
        #expect(cache.known(0) == nil)
        #expect(cache.value(for: 0) == nil)
        #expect(cache.statistics.misses == 1)
    }
}
