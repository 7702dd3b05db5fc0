// SPDX-License-Identifier: Apache-2.0

/// A filter as GraphQL text, and what it says of a row: true, false, or null as SQL has it.
struct RandomFilter {
    let text: String
    let holds: (Thing) -> Bool?

    /// A filter of random fields, combined and nested at random.
    static func make(_ random: inout RandomSource, depth: Int) -> RandomFilter {
        let parts = (0..<Int.random(in: 0...2, using: &random)).map { _ in part(&random, depth: depth) }
        // A name may stand in an object once.
        var seen: Set<String> = []
        let distinct = parts.filter { seen.insert($0.name).inserted }
        return RandomFilter(
            text: "{" + distinct.map { "\($0.name): \($0.filter.text)" }.joined(separator: ", ") + "}",
            holds: { row in all(distinct.map { $0.filter.holds(row) }) })
    }

    private typealias Part = (name: String, filter: RandomFilter)

    private static func part(_ random: inout RandomSource, depth: Int) -> Part {
        if depth > 0 && random.chance(45) {
            switch random.pick(["and", "or", "not", "group"]) {
            case "and":
                let items = list(&random, depth: depth)
                return ("and", RandomFilter(text: text(of: items)) { row in all(items.map { $0.holds(row) }) })
            case "or":
                let items = list(&random, depth: depth)
                return ("or", RandomFilter(text: text(of: items)) { row in any(items.map { $0.holds(row) }) })
            case "not":
                let inner = make(&random, depth: depth - 1)
                return ("not", RandomFilter(text: inner.text) { row in inner.holds(row).map { !$0 } })
            default:
                return ("group", group(&random, depth: depth))
            }
        }
        switch random.pick(["id", "count", "weight", "name", "kind", "day", "isOpen"]) {
        case "id": return ("id", comparison(&random, (0...61).map { $0 }, isOrdered: true) { $0.id })
        case "count": return ("count", comparison(&random, (0...5).map { $0 }, isOrdered: true) { $0.count })
        case "weight":
            return ("weight", comparison(&random, (0...7).map { Double($0) / 2 }, isOrdered: true) { $0.weight })
        case "name":
            if random.chance(25) {
                let prefix = random.pick(Thing.names)
                return (
                    "name",
                    RandomFilter(text: "{startsWith: \(quoted(prefix))}") { row in
                        row.name.map { $0.utf8.starts(with: prefix.utf8) }
                    }
                )
            }
            return (
                "name", comparison(&random, Thing.names.map(Bytes.init), isOrdered: true) { $0.name.map(Bytes.init) }
            )
        case "kind":
            let names = ["red": "RED", "green": "GREEN", "dark_blue": "BLUE"]
            return (
                "kind", comparison(&random, Thing.kinds, isOrdered: false, literal: { names[$0] ?? $0 }) { $0.kind }
            )
        case "day":
            return ("day", comparison(&random, Thing.days.map(Bytes.init), isOrdered: true) { $0.day.map(Bytes.init) })
        default:
            let value = random.chance(50)
            if random.chance(30) {
                return ("isOpen", RandomFilter(text: "{isNull: \(value)}") { ($0.isOpen == nil) == value })
            }
            return ("isOpen", RandomFilter(text: "{ne: \(value)}") { row in row.isOpen.map { $0 != value } })
        }
    }

    /// Conditions on the group of a thing, and through it on the group's things.
    private static func group(_ random: inout RandomSource, depth: Int) -> RandomFilter {
        switch random.pick(["label", "some", "none", "every", "there"]) {
        case "label":
            let label = random.pick(["a", "b", "c"])
            return RandomFilter(text: "{label: {ne: \"\(label)\"}}") { row in
                // `exists` is never null.
                row.group?.label.map { $0 != label } ?? false
            }
        case "there": return RandomFilter(text: "{}") { $0.group != nil }
        case let quantifier:
            let inner = make(&random, depth: depth - 1)
            return RandomFilter(text: "{things: {\(quantifier): \(inner.text)}}") { row in
                guard let group = row.group else { return false }
                let members = Thing.all.filter { $0.group?.id == group.id }
                switch quantifier {
                case "some": return members.contains { inner.holds($0) == true }
                case "none": return !members.contains { inner.holds($0) == true }
                default: return members.allSatisfy { inner.holds($0) == true }
                }
            }
        }
    }

    private static func comparison<Value: Comparable>(
        _ random: inout RandomSource, _ values: [Value], isOrdered: Bool,
        literal: (Value) -> String = { Self.literal($0) }, _ column: @escaping (Thing) -> Value?
    ) -> RandomFilter {
        let value = random.pick(values)
        let some = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.pick(values) }
        let items = "[" + some.map(literal).joined(separator: ", ") + "]"
        let operators = ["eq", "ne", "in", "notIn", "isNull"] + (isOrdered ? ["lt", "lte", "gt", "gte"] : [])
        switch random.pick(operators) {
        case "eq": return RandomFilter(text: "{eq: \(literal(value))}") { row in column(row).map { $0 == value } }
        case "ne": return RandomFilter(text: "{ne: \(literal(value))}") { row in column(row).map { $0 != value } }
        case "lt": return RandomFilter(text: "{lt: \(literal(value))}") { row in column(row).map { $0 < value } }
        case "lte": return RandomFilter(text: "{lte: \(literal(value))}") { row in column(row).map { $0 <= value } }
        case "gt": return RandomFilter(text: "{gt: \(literal(value))}") { row in column(row).map { $0 > value } }
        case "gte": return RandomFilter(text: "{gte: \(literal(value))}") { row in column(row).map { $0 >= value } }
        case "in":
            return RandomFilter(text: "{in: \(items)}") { row in
                some.isEmpty ? false : column(row).map { some.contains($0) }
            }
        case "notIn":
            return RandomFilter(text: "{notIn: \(items)}") { row in
                some.isEmpty ? true : column(row).map { !some.contains($0) }
            }
        default:
            let isNull = random.chance(50)
            return RandomFilter(text: "{isNull: \(isNull)}") { row in (column(row) == nil) == isNull }
        }
    }

    private static func list(_ random: inout RandomSource, depth: Int) -> [RandomFilter] {
        (0..<Int.random(in: 0...2, using: &random)).map { _ in make(&random, depth: depth - 1) }
    }

    private static func text(of items: [RandomFilter]) -> String {
        "[" + items.map(\.text).joined(separator: ", ") + "]"
    }

    private static func literal<Value>(_ value: Value) -> String {
        switch value {
        case let bytes as Bytes: quoted(bytes.text)
        default: "\(value)"
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(text)\"" }

    private static func all(_ values: [Bool?]) -> Bool? {
        if values.contains(false) { return false }
        return values.contains { $0 == nil } ? nil : true
    }

    private static func any(_ values: [Bool?]) -> Bool? {
        if values.contains(true) { return true }
        return values.contains { $0 == nil } ? nil : false
    }
}

/// A text that compares by its bytes, as the collation "C" does.
struct Bytes: Comparable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func < (left: Bytes, right: Bytes) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }
}
