// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A row of the aggregates' property test: nulls in every column, few values, and instants around changes of clocks.
struct Event {
    var id: Int
    /// Seconds since 1970.
    var at: Int?
    /// `2026-03-29`.
    var day: String?
    var count: Int?
    var big: Int?
    var weight: Double?
    var kind: String?
    var name: String?
    var isOpen: Bool?
    var group: Int?

    /// Label by key; group 4 has no events.
    static let groups: [Int: String?] = [1: "a", 2: nil, 3: "b", 4: "a"]

    static let all: [Event] = {
        var random = RandomSource(seed: 11)
        // Berlin's clocks change on 29 March and 25 October 2026, St. John's on 8 March and 1 November.
        let around = [1_774_746_000, 1_792_890_000, 1_772_946_000, 1_793_505_600, 1_767_225_600]
        return (1...120).map { id in
            Event(
                id: id,
                at: random.chance(10)
                    ? nil : random.pick(around) + 900 * Int.random(in: -150...150, using: &random),
                day: random.chance(10) ? nil : random.pick(["2025-12-28", "2025-12-29", "2026-01-01", "2026-03-31"]),
                count: random.chance(20) ? nil : Int.random(in: -2...4, using: &random),
                big: random.chance(20) ? nil : 4_611_686_018_427_387_904 + Int.random(in: 0...9, using: &random),
                weight: random.chance(20) ? nil : Double(Int.random(in: -6...6, using: &random)) / 4,
                kind: random.chance(20) ? nil : random.pick(kinds),
                name: random.chance(20) ? nil : random.pick(["", "a", "A", "ä", "b%"]),
                isOpen: random.pick([true, false, nil]), group: random.chance(15) ? nil : random.pick([1, 2, 3]))
        }
    }()

    static let kinds = ["blue", "green", "red"]

    var label: String? { group.flatMap { Event.groups[$0] ?? nil } }

    static let sdl = """
        enum Kind { RED GREEN BLUE }
        type Group @table(name: "property.groups", scope: PUBLIC) {
          id: ID!
          label: String
          events: [Event!]! @relation(foreignColumn: "group_id") @connection
          eventsAggregate: Event @aggregate(of: "events")
        }
        type Event @table(name: "property.events", scope: PUBLIC) {
          id: ID!
          at: DateTime
          local: DateTime
          day: Date
          count: Int
          big: BigInt
          weight: Float
          price: Decimal
          kind: Kind
          name: String
          isOpen: Boolean
          group: Group @relation(column: "group_id")
        }
        type Query {
          groups: [Group!]! @connection
          eventsAggregate: Event @aggregate
        }
        """

    static var script: String {
        let groups = groups.sorted { $0.key < $1.key }.map { "(\($0.key), \(literal($0.value)))" }
        let rows = all.map { event in
            let at = event.at.map { "to_timestamp(\($0))" } ?? "null"
            let values = [
                String(event.id), at, "\(at) at time zone 'UTC'", literal(event.day), number(event.count),
                number(event.big), number(event.weight), number(event.weight), literal(event.kind),
                literal(event.name), number(event.isOpen), number(event.group),
            ]
            return "(\(values.joined(separator: ", ")))"
        }
        return """
            create schema property;
            create table property.groups (id int primary key, label text collate "C");
            create table property.events (
                id int primary key, at timestamptz, local timestamp, day date, count int, big int8, weight float8,
                price numeric, kind text collate "C", name text collate "C", is_open bool,
                group_id int references property.groups);
            insert into property.groups values \(groups.joined(separator: ", "));
            insert into property.events values \(rows.joined(separator: ",\n"));
            """
    }

    private static func literal(_ text: String?) -> String { text.map { "'\($0)'" } ?? "null" }

    private static func number<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "null" }
}
