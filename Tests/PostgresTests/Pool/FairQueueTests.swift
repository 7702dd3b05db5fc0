// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Postgres

struct FairQueueTests {
    private func all(_ queue: FairQueue<String>) -> [String] {
        var queue = queue
        var elements: [String] = []
        while let element = queue.popFirst() { elements.append(element) }
        return elements
    }

    @Test func `lanes take turns`() {
        var queue = FairQueue<String>()
        for number in 1...4 { queue.append("a\(number)", lane: "a") }
        queue.append("b1", lane: "b")
        queue.append("b2", lane: "b")
        queue.append("c1", lane: "c")
        #expect(queue.count == 7)
        #expect(all(queue) == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"])
    }

    @Test func `what is preferred comes first, as long as nobody is passed over for long`() {
        var queue = FairQueue<String>()
        for number in 1...5 { queue.append("far\(number)", lane: "far\(number)") }
        for number in 1...9 { queue.append("near\(number)", lane: "near") }
        var elements: [String] = []
        while let element = queue.popFirst(preferring: { $0.hasPrefix("near") }) { elements.append(element) }
        // Only so many lanes are looked at; then the first one may be passed over three times in a row.
        #expect(elements.prefix(3) == ["far1", "far2", "near1"])
        #expect(elements.sorted() == ["far1", "far2", "far3", "far4", "far5"] + (1...9).map { "near\($0)" })
        let turns = elements.enumerated().filter { $0.element.hasPrefix("far") }.map(\.offset)
        #expect(zip(turns, turns.dropFirst()).allSatisfy { $1 - $0 <= 4 })
        #expect(queue.isEmpty)
    }

    @Test func `what is put back is first`() {
        var queue = FairQueue<String>()
        queue.append("a1", lane: "a")
        queue.append("b1", lane: "b")
        queue.prepend("b0", lane: "b")
        queue.prepend("c0", lane: "c")
        #expect(all(queue) == ["c0", "b0", "a1", "b1"])
    }

    @Test func `the longest lane makes room for a shorter one, never for its own`() {
        var queue = FairQueue<String>()
        for number in 1...3 { queue.append("a\(number)", lane: "a") }
        queue.append("b1", lane: "b")
        #expect(queue.popLast(longerThan: "a") == nil)
        #expect(queue.popLast(longerThan: "b") == "a3")
        #expect(queue.popLast(longerThan: "b") == nil)
        #expect(queue.popLast(longerThan: "c") == "a2")
        #expect(queue.count == 2)
        #expect(all(queue) == ["a1", "b1"])
    }

    @Test func `one element is taken out of its lane alone`() {
        var queue = FairQueue<String>()
        for element in ["a1", "b1", "a2", "c1"] { queue.append(element, lane: String(element.prefix(1))) }
        #expect(queue.remove(from: "a") { $0 == "b1" } == nil)
        #expect(queue.remove(from: "x") { _ in true } == nil)
        #expect(queue.remove(from: "a") { $0 == "a2" } == "a2")
        #expect(queue.remove(from: "b") { $0 == "b1" } == "b1")
        #expect(queue.count == 2)
        queue.append("b2", lane: "b")
        #expect(all(queue) == ["a1", "c1", "b2"])
    }

    @Test func `what is taken out leaves the turns as they were`() {
        var queue = FairQueue<String>()
        for element in ["a1", "b1", "a2", "c1"] { queue.append(element, lane: String(element.prefix(1))) }
        #expect(queue.removeAll { $0.hasSuffix("1") && $0 != "c1" } == ["a1", "b1"])
        #expect(queue.count == 2)
        #expect(queue.min { $0 } == "a2")
        #expect(all(queue) == ["a2", "c1"])
    }
}
