// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping

/// Makes values of a key's column that no row has, of the same type, and as like to a value that is there as can be: what
/// is refused of it is then refused for the key that it is, and not for its length or form.
struct DecoyKey {
    static let uuid = "0dec0000-0000-4000-8000-00000000dec0"
    static let otherUUID = "0dec0000-0000-4000-8000-00000000dec1"
    /// How many numbers are looked at before the last one is taken.
    private static let attempts = 1000

    private let walk: ProofWalk
    private let column: MappedColumn
    private let type: String

    init(walk: ProofWalk, column: MappedColumn, of type: String) {
        self.walk = walk
        self.column = column
        self.type = type
    }

    func value(besides value: JSON) -> JSON {
        switch column.type.serving {
        case "uuid": return .string(Self.uuid)
        case "int2": return number(besides: value, below: Int64(Int16.max))
        case "int4": return number(besides: value, below: Int64(Int32.max))
        case "int8": return number(besides: value, below: Int64.max)
        default: return text(besides: value.stringValue ?? "")
        }
    }

    private func number(besides value: JSON, below limit: Int64) -> JSON {
        var candidate = limit
        for _ in 0..<Self.attempts {
            candidate -= 1
            let value = JSON.number(String(candidate))
            if !isTaken(value) { return value }
        }
        return .number(String(candidate))
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
        let free = candidates.lazy.map { JSON.string(String($0)) }.first { !isTaken($0) }
        return free ?? .string(text + "x")
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
