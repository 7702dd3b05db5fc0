// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Testing

/// Figures over events, computed one by one in memory, and compared with an answer.
struct EventFigures {
    /// The selection of an aggregate or a group whose figures are compared.
    static let selection = """
        count
        countDistinct { at day count big weight price kind name isOpen groupId }
        sum { count big weight price }
        avg { count big weight price }
        stddev { count weight price }
        low: percentile(p: 0.1) { count weight }
        median: percentile(p: 0.5) { weight price }
        min { at local day count big weight price name }
        max { at local day count big weight price name }
        any { isOpen }
        all { isOpen }
        """

    let events: [Event]

    /// What differs; empty where the answer is right.
    func differences(from answer: JSON) -> [String] {
        var found: [String] = []
        func expect(_ path: String, _ holds: (JSON?) -> Bool) {
            let value = path.split(separator: ".").reduce(answer as JSON?) { $0?[String($1)] }
            if !holds(value) { found.append("\(path) is \(value?.text ?? "missing")") }
        }
        func same(_ path: String, _ expected: JSON) { expect(path) { $0 == expected } }
        func near(_ path: String, _ expected: Double?) {
            expect(path) { value in
                guard let expected else { return value?.isNull == true }
                guard let double = value?.doubleValue else { return false }
                return abs(double - expected) <= 1e-9 * max(1, abs(expected))
            }
        }
        same("count", JSON(events.count))
        same("countDistinct.at", distinct(\.at))
        same("countDistinct.day", distinct(\.day))
        same("countDistinct.count", distinct(\.count))
        same("countDistinct.big", distinct(\.big))
        same("countDistinct.weight", distinct(\.weight))
        same("countDistinct.price", distinct(\.weight))
        same("countDistinct.kind", distinct(\.kind))
        same("countDistinct.name", distinct(\.name))
        same("countDistinct.isOpen", distinct(\.isOpen))
        same("countDistinct.groupId", distinct(\.group))

        let counts = events.compactMap(\.count)
        let bigs = events.compactMap(\.big)
        let weights = events.compactMap(\.weight)
        same("sum.count", counts.isEmpty ? .null : .string(String(counts.reduce(0, +))))
        same("sum.big", bigs.isEmpty ? .null : .string(Self.sum(bigs)))
        near("sum.weight", weights.isEmpty ? nil : weights.reduce(0, +))
        expect("sum.price") { value in
            weights.isEmpty ? value?.isNull == true : value?.stringValue.flatMap(Double.init) == weights.reduce(0, +)
        }
        near("avg.count", Self.mean(counts.map(Double.init)))
        near("avg.big", Self.mean(bigs.map(Double.init)))
        near("avg.weight", Self.mean(weights))
        near("avg.price", Self.mean(weights))
        near("stddev.count", Self.deviation(counts.map(Double.init)))
        near("stddev.weight", Self.deviation(weights))
        near("stddev.price", Self.deviation(weights))
        near("low.count", Self.percentile(counts.map(Double.init), 0.1))
        near("low.weight", Self.percentile(weights, 0.1))
        near("median.weight", Self.percentile(weights, 0.5))
        near("median.price", Self.percentile(weights, 0.5))

        for (path, pick) in [("min", true), ("max", false)] {
            func extreme<Value: Comparable>(_ values: [Value]) -> Value? { pick ? values.min() : values.max() }
            let at = extreme(events.compactMap(\.at)).map { JSON.string(EventTime.text($0)) } ?? .null
            same("\(path).at", at)
            same("\(path).local", at)
            same("\(path).day", extreme(events.compactMap(\.day)).map(JSON.string) ?? .null)
            same("\(path).count", extreme(counts).map { JSON($0) } ?? .null)
            same("\(path).big", extreme(bigs).map { .string(String($0)) } ?? .null)
            near("\(path).weight", extreme(weights))
            let name = extreme(events.compactMap(\.name).map(Bytes.init))
            same("\(path).name", name.map { .string($0.text) } ?? .null)
        }
        let flags = events.compactMap(\.isOpen)
        same("any.isOpen", flags.isEmpty ? .null : .boolean(flags.contains(true)))
        same("all.isOpen", flags.isEmpty ? .null : .boolean(!flags.contains(false)))
        return found
    }

    private func distinct<Value: Hashable>(_ column: (Event) -> Value?) -> JSON {
        JSON(Set(events.compactMap(column)).count)
    }

    /// The sum of numbers whose sum does not fit 64 bits.
    private static func sum(_ values: [Int]) -> String {
        let base = 1_000_000_000
        let high = values.reduce(0) { $0 + $1 / base }
        let low = values.reduce(0) { $0 + $1 % base }
        let carried = high + low / base
        let digits = String(low % base)
        return String(carried) + String(repeating: "0", count: 9 - digits.count) + digits
    }

    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static func deviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = mean(values) else { return nil }
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }

    private static func percentile(_ values: [Double], _ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let position = share * Double(sorted.count - 1)
        let below = sorted[Int(position.rounded(.down))]
        let above = sorted[Int(position.rounded(.up))]
        return below + (above - below) * (position - position.rounded(.down))
    }
}
