// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping

/// Makes values of a key's column that no row has, of the same type, and as like to a value that is there as can be: what
/// is refused of it is then refused for the key that it is, and not for its length or form. The values of one row are as
/// different from each other, and in the same order, as those that are there: `check (from_id < to_id)` tells of no tenant.
struct DecoyKey {
    static let uuid = "0dec0000-0000-4000-8000-00000000dec0"
    static let otherUUID = "0dec0000-0000-4000-8000-00000000dec1"
    /// How many numbers are looked at before the last one is taken.
    private static let attempts = 1000

    private let walk: ProofWalk
    private let column: MappedColumn
    private let type: String
    /// The different values of the row's keys, in their order.
    private let values: [JSON]

    init(walk: ProofWalk, column: MappedColumn, of type: String, in row: JSON) {
        self.walk = walk
        self.column = column
        self.type = type
        let fields = walk.mapping.tables[type].map { Array($0.fields.values) } ?? []
        let keys = fields.compactMap { field -> JSON? in
            guard case .column(let column) = field, column.scalar == .id, !column.isList else { return nil }
            return row[column.name]
        }
        let texts = Set(keys.compactMap(\.stringValue)).sorted().map(JSON.string)
        let numbers = Set(keys.compactMap { $0.stringValue == nil ? Int64($0.text) : nil }).sorted()
        values = texts + numbers.map { .number(String($0)) }
    }

    func value(besides value: JSON) -> JSON {
        switch column.type.serving {
        case "uuid": return .string(Self.uuid(rank: rank(of: value)))
        case "int2": return number(besides: value, below: Int64(Int16.max))
        case "int4": return number(besides: value, below: Int64(Int32.max))
        case "int8": return number(besides: value, below: Int64.max)
        default: return text(besides: value.stringValue ?? "")
        }
    }

    private func number(besides value: JSON, below limit: Int64) -> JSON {
        // Steps of as many as there are values, so that none meets another's.
        let count = max(values.count, 1)
        var candidate = limit - Int64(count) + Int64(rank(of: value))
        for _ in 0..<max(Self.attempts / count, 1) {
            let value = JSON.number(String(candidate))
            if !isTaken(value) { return value }
            candidate -= Int64(count)
        }
        return .number(String(candidate))
    }

    private func rank(of value: JSON) -> Int { values.firstIndex(of: value) ?? 0 }

    private static func uuid(rank: Int) -> String {
        guard rank > 0 else { return uuid }
        let digits = String(rank, radix: 16)
        return uuid.prefix(9) + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + uuid.suffix(23)
    }

    /// Of the same length and form, with other letters and digits at its end.
    private func text(besides text: String) -> JSON {
        let characters = Array(text)
        let places = characters.indices.reversed().filter { Self.alphabet(of: characters[$0]) != nil }.prefix(2)
        var candidates = [characters]
        for place in places {
            candidates = candidates.flatMap { candidate in
                (Self.alphabet(of: characters[place]) ?? []).map { letter in
                    var candidate = candidate
                    candidate[place] = letter
                    return candidate
                }
            }
        }
        let free = candidates.lazy.map { JSON.string(String($0)) }.filter { !isTaken($0) }
        return free.dropFirst(rank(of: .string(text))).first ?? .string(text + "x")
    }

    private static func alphabet(of character: Character) -> [Character]? {
        switch character {
        case "0"..."9": Array("0123456789")
        case "a"..."z": Array("abcdefghijklmnopqrstuvwxyz")
        case "A"..."Z": Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        default: nil
        }
    }

    private func isTaken(_ value: JSON) -> Bool {
        walk.own.holds([column.name: value], of: type) || walk.foreign.holds([column.name: value], of: type)
    }
}
