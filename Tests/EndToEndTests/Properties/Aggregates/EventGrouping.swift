// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON

/// A request for groups as GraphQL text, and its naive evaluation.
struct EventGrouping {
    struct Group {
        let key: [KeyValue]
        let events: [Event]
        /// The key as the answer has it.
        let keyText: String
    }

    /// A key's value; PostgreSQL puts nulls last.
    enum KeyValue: Hashable, Comparable {
        case number(Int)
        case text(String)
        case null
    }

    private struct Key {
        let by: String
        let selection: String
        let value: (Event) -> KeyValue
        /// How the value stands in the answer, with the name of its field.
        let json: (KeyValue) -> JSONMember
        /// Buckets that appear with or without rows.
        var filled: [KeyValue] = []
    }

    let filter: EventFilter
    let text: String
    private let keys: [Key]
    private let least: Int?
    private let orderBy: String
    private let first: Int?

    static func make(_ random: inout RandomSource) -> EventGrouping {
        var candidates = ["kind", "count", "isOpen", "label", "at", "day", "local"]
        var keys: [Key] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let name = random.pick(candidates)
            candidates.removeAll { $0 == name }
            let isFilled = keys.allSatisfy { $0.filled.isEmpty } && random.chance(50)
            keys.append(key(name, isFilled: isFilled, &random))
        }
        // Keys stand in the order of the type's fields.
        let order = ["at", "local", "day", "count", "kind", "isOpen", "group"]
        keys.sort { left, right in
            func position(_ key: Key) -> Int { order.firstIndex { key.by.hasPrefix($0 + ":") } ?? 0 }
            return position(left) < position(right)
        }
        let least = random.chance(40) ? Int.random(in: 0...4, using: &random) : nil
        let orderBy = random.pick(["", "[{key: DESC}]", "[{measure: {count: DESC}}]"])
        let first = random.chance(30) ? Int.random(in: 0...6, using: &random) : nil
        var arguments = ["by: {\(keys.map(\.by).joined(separator: ", "))}"]
        if let least { arguments.append("having: {count: {gte: \(least)}}") }
        if !orderBy.isEmpty { arguments.append("orderBy: \(orderBy)") }
        if let first { arguments.append("first: \(first)") }
        return EventGrouping(
            filter: EventFilter.make(&random),
            text:
                "groups(\(arguments.joined(separator: ", "))) { key { \(keys.map(\.selection).joined(separator: " ")) } "
                + EventFigures.selection + "}",
            keys: keys, least: least, orderBy: orderBy, first: first)
    }

    func groups(of events: [Event]) -> [Group] {
        var groups: [[KeyValue]: [Event]] = [:]
        for event in events where filter.holds(event) {
            groups[keys.map { $0.value(event) }, default: []].append(event)
        }
        if let position = keys.firstIndex(where: { !$0.filled.isEmpty }) {
            // Each combination of the other keys that occurs has all buckets.
            var combinations = Set(groups.keys)
            if keys.count == 1 { combinations = [[.null]] }
            for combination in combinations {
                for bucket in keys[position].filled {
                    var key = combination
                    key[position] = bucket
                    groups[key, default: []] += []
                }
            }
        }
        let all = groups.filter { $0.value.count >= least ?? 0 }.map { key, events in
            let members = zip(keys, key).map { $0.json($1) }
            return Group(key: key, events: events, keyText: JSON.object(members).text)
        }
        let sorted = all.sorted { left, right in
            if orderBy.contains("count"), left.events.count != right.events.count {
                return left.events.count > right.events.count
            }
            return orderBy.contains("key")
                ? right.key.lexicographicallyPrecedes(left.key)
                : left.key.lexicographicallyPrecedes(right.key)
        }
        return Array(sorted.prefix(first ?? sorted.count))
    }

    private static func key(_ name: String, isFilled: Bool, _ random: inout RandomSource) -> Key {
        switch name {
        case "kind":
            return Key(by: "kind: true", selection: "kind", value: { text($0.kind) }) { value in
                if case .text(let kind) = value { return JSONMember(name: "kind", value: .string(kind.uppercased())) }
                return JSONMember(name: "kind", value: .null)
            }
        case "count":
            return Key(by: "count: true", selection: "count", value: { number($0.count) }) { value in
                if case .number(let number) = value { return JSONMember(name: "count", value: JSON(number)) }
                return JSONMember(name: "count", value: .null)
            }
        case "isOpen":
            return Key(by: "isOpen: true", selection: "isOpen", value: { number($0.isOpen.map { $0 ? 1 : 0 }) }) {
                value in
                if case .number(let number) = value {
                    return JSONMember(name: "isOpen", value: .boolean(number == 1))
                }
                return JSONMember(name: "isOpen", value: .null)
            }
        case "label":
            return Key(by: "group: {label: true}", selection: "group { label }", value: { text($0.label) }) { value in
                var label = JSON.null
                if case .text(let text) = value { label = .string(text) }
                return JSONMember(name: "group", value: .object([JSONMember(name: "label", value: label)]))
            }
        case "day": return dayKey(isFilled: isFilled, &random)
        default: return timeKey(name, isFilled: isFilled, &random)
        }
    }

    private static func timeKey(_ name: String, isFilled: Bool, _ random: inout RandomSource) -> Key {
        let zone = random.pick(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland"])
        let unit = random.pick(["HOUR", "DAY", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"])
        let time = EventTime(unit: unit, zone: TimeZone(identifier: zone) ?? .gmt)
        var bucket = "unit: \(unit), timeZone: \"\(zone)\""
        var filled: [KeyValue] = []
        if isFilled {
            let from = (random.pick(Event.all).at ?? 1_774_746_000) - Int.random(in: 0...50_000, using: &random)
            let hours = unit == "HOUR" ? 60 : 600
            let to = from + 3_600 * Int.random(in: 0...hours, using: &random)
            bucket += ", fillFrom: \"\(EventTime.text(from))\", fillTo: \"\(EventTime.text(to))\""
            filled = time.series(from: from, to: to).map(KeyValue.number)
        }
        return Key(
            by: "\(name): {\(bucket)}", selection: name, value: { number($0.at.map(time.start)) },
            json: { value in
                if case .number(let start) = value {
                    return JSONMember(name: name, value: .string(EventTime.text(start)))
                }
                return JSONMember(name: name, value: .null)
            }, filled: filled)
    }

    private static func dayKey(isFilled: Bool, _ random: inout RandomSource) -> Key {
        let unit = random.pick(["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"])
        let time = EventTime(unit: unit, zone: .gmt)
        var bucket = "unit: \(unit)"
        var filled: [KeyValue] = []
        if isFilled {
            let from = 1_766_880_000 + 86_400 * Int.random(in: 0...10, using: &random)
            let to = from + 86_400 * Int.random(in: 0...40, using: &random)
            bucket += ", fillFrom: \"\(EventTime.text(day: from))\", fillTo: \"\(EventTime.text(day: to))\""
            filled = time.series(from: from, to: to).map(KeyValue.number)
        }
        return Key(
            by: "day: {\(bucket)}", selection: "day",
            value: { event in
                number(
                    event.day.flatMap { try? Date($0 + "T00:00:00Z", strategy: .iso8601) }.map {
                        time.start(Int($0.timeIntervalSince1970))
                    })
            },
            json: { value in
                if case .number(let start) = value {
                    return JSONMember(name: "day", value: .string(EventTime.text(day: start)))
                }
                return JSONMember(name: "day", value: .null)
            }, filled: filled)
    }

    private static func number(_ value: Int?) -> KeyValue { value.map(KeyValue.number) ?? .null }

    private static func text(_ value: String?) -> KeyValue { value.map(KeyValue.text) ?? .null }
}
