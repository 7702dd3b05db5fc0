// SPDX-License-Identifier: Apache-2.0

/// An order as GraphQL text, and the rows in it.
struct RandomOrder {
    let text: String
    private let keys: [Key]

    private struct Key {
        let compare: (Thing, Thing) -> Int
    }

    /// Up to three keys, each column once; the table's own completes them in the direction of the last.
    static func make(_ random: inout RandomSource) -> RandomOrder {
        var texts: [String] = []
        var keys: [Key] = []
        var isDescending = false
        var columns = ["id", "count", "weight", "name", "kind", "day", "isOpen", "group", "groupId"]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let column = random.pick(columns)
            columns.removeAll { $0 == column }
            let direction = random.pick([
                "ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST", "DESC_NULLS_LAST",
            ])
            isDescending = direction.hasPrefix("DESC")
            switch column {
            case "id":
                texts.append("{id: \(direction)}")
                keys.append(key(direction) { $0.id })
            case "count":
                texts.append("{count: \(direction)}")
                keys.append(key(direction) { $0.count })
            case "weight":
                texts.append("{weight: \(direction)}")
                keys.append(key(direction) { $0.weight })
            case "name":
                texts.append("{name: \(direction)}")
                keys.append(key(direction) { $0.name.map(Bytes.init) })
            case "kind":
                texts.append("{kind: \(direction)}")
                keys.append(key(direction) { Bytes($0.kind) })
            case "day":
                texts.append("{day: \(direction)}")
                keys.append(key(direction) { $0.day.map(Bytes.init) })
            case "isOpen":
                texts.append("{isOpen: \(direction)}")
                keys.append(key(direction) { $0.isOpen.map { $0 ? 1 : 0 } })
            case "group":
                texts.append("{group: {label: \(direction)}}")
                keys.append(key(direction) { $0.group?.label.map(Bytes.init) })
            default:
                texts.append("{groupId: \(direction)}")
                keys.append(key(direction) { $0.group?.id })
            }
        }
        keys.append(key(isDescending ? "DESC" : "ASC") { $0.id })
        return RandomOrder(text: "[" + texts.joined(separator: ", ") + "]", keys: keys)
    }

    func sorted(_ things: [Thing]) -> [Thing] {
        things.sorted { left, right in
            for key in keys {
                let outcome = key.compare(left, right)
                if outcome != 0 { return outcome < 0 }
            }
            return false
        }
    }

    private static func key<Value: Comparable>(_ direction: String, _ column: @escaping (Thing) -> Value?) -> Key {
        let isDescending = direction.hasPrefix("DESC")
        let nullsFirst = ["DESC", "ASC_NULLS_FIRST", "DESC_NULLS_FIRST"].contains(direction)
        return Key { left, right in
            switch (column(left), column(right)) {
            case (nil, nil): return 0
            case (nil, _): return nullsFirst ? -1 : 1
            case (_, nil): return nullsFirst ? 1 : -1
            case (let left?, let right?):
                if left == right { return 0 }
                return (left < right) != isDescending ? -1 : 1
            }
        }
    }
}
