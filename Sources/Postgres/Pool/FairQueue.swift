// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Elements that wait in lanes. Lanes take turns, and within one who came first goes first, so that one lane's flood does
/// not make the others wait.
struct FairQueue<Element> {
    private var lanes: [String: CircularBuffer<Element>] = [:]
    /// The lanes in which somebody waits, the one whose turn it is first.
    private var turns = CircularBuffer<String>()
    /// How often the lane whose turn it is has been passed over.
    private var passes = 0
    private(set) var count = 0

    /// How often that may happen, and how many lanes are looked at.
    private static var patience: Int { 3 }
    private static var reach: Int { 4 }

    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element, lane: String) {
        if lanes[lane]?.append(element) == nil {
            lanes[lane] = [element]
            turns.append(lane)
        }
        count += 1
    }

    /// Puts an element before all others.
    mutating func prepend(_ element: Element, lane: String) {
        if lanes[lane]?.prepend(element) == nil {
            lanes[lane] = [element]
        } else {
            turns.removeAll { $0 == lane }
        }
        turns.prepend(lane)
        count += 1
    }

    /// Takes the element whose turn it is, or one of the next lanes that is preferred: but no lane is passed over for
    /// long.
    mutating func popFirst(preferring isPreferred: (Element) -> Bool = { _ in true }) -> Element? {
        guard let position = position(preferring: isPreferred) else { return nil }
        passes = position == 0 ? 0 : passes + 1
        let lane = turns.remove(at: turns.index(turns.startIndex, offsetBy: position))
        guard let element = lanes[lane]?.popFirst() else { return nil }
        count -= 1
        if lanes[lane]?.isEmpty == true {
            lanes[lane] = nil
        } else {
            turns.append(lane)
        }
        return element
    }

    /// Which lane's turn it is, counted from the first.
    private func position(preferring isPreferred: (Element) -> Bool) -> Int? {
        guard !turns.isEmpty else { return nil }
        guard passes < Self.patience else { return 0 }
        return turns.prefix(Self.reach).enumerated().first { lanes[$0.element]?.first.map(isPreferred) ?? false }?
            .offset ?? 0
    }

    /// Takes the youngest element of the longest lane, if that one is longer than `lane` would be with one more.
    mutating func popLast(longerThan lane: String) -> Element? {
        let own = (lanes[lane]?.count ?? 0) + 1
        guard let longest = lanes.max(by: { $0.value.count < $1.value.count }), longest.value.count > own else {
            return nil
        }
        count -= 1
        return lanes[longest.key]?.popLast()
    }

    /// Takes the first element of a lane that fulfils a condition.
    mutating func remove(from lane: String, where isRemoved: (Element) -> Bool) -> Element? {
        guard let index = lanes[lane]?.firstIndex(where: isRemoved), let element = lanes[lane]?.remove(at: index) else {
            return nil
        }
        count -= 1
        if lanes[lane]?.isEmpty == true {
            lanes[lane] = nil
            turns.removeAll { $0 == lane }
        }
        return element
    }

    /// Takes what fulfils a condition, in whatever lane.
    mutating func removeAll(where isRemoved: (Element) -> Bool) -> [Element] {
        var removed: [Element] = []
        for lane in turns {
            guard let elements = lanes[lane], elements.contains(where: isRemoved) else { continue }
            removed += elements.filter(isRemoved)
            let staying = elements.filter { !isRemoved($0) }
            lanes[lane] = staying.isEmpty ? nil : CircularBuffer(staying)
        }
        turns.removeAll { lanes[$0] == nil }
        count -= removed.count
        return removed
    }

    /// The least value among the elements.
    func min<Value: Comparable>(of value: (Element) -> Value) -> Value? {
        lanes.values.lazy.flatMap { $0 }.map(value).min()
    }
}
