// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Which statements one connection has prepared, and under which names.
///
/// Entries are kept apart by role, since PostgreSQL plans a statement again when the role changes, and since parsing
/// needs the role's rights. The least recently used entry makes room for a new one; what the current segment uses
/// stays.
struct StatementCache {
    struct Key: Hashable {
        var role: String
        var statement: SQLStatement
    }

    /// How to execute a statement.
    enum Use: Equatable {
        /// It is prepared, or being prepared earlier in the segment, under this name.
        case prepared(name: String)
        /// It has to be prepared under this name first.
        case prepare(name: String)
        /// There is no room: execute it without a name.
        case unnamed
    }

    private struct Entry {
        var name: String
        var lastSegment: UInt64
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var segment: UInt64 = 0
    private var lastName: UInt64 = 0
    /// How many statements were looked up that were not prepared.
    private(set) var misses = 0

    /// A cache of at most `capacity` statements; with 0 nothing is ever prepared.
    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int {
        entries.count
    }

    /// Notes that a new segment begins: entries used from now on are not evicted until the next one.
    mutating func beginSegment() {
        segment += 1
    }

    /// Looks a statement up, and reserves a name for it if it is new. `evicted` receives the name of a statement that
    /// had to go and must be deallocated.
    mutating func use(_ statement: SQLStatement, role: String, evicted: inout [String]) -> Use {
        guard capacity > 0 else {
            return .unnamed
        }
        let key = Key(role: role, statement: statement)
        if let index = entries.index(forKey: key) {
            entries.values[index].lastSegment = segment
            return .prepared(name: entries.values[index].name)
        }
        misses += 1
        if entries.count >= capacity {
            // A scan, because it happens only together with a Parse, which costs far more.
            guard let oldest = entries.min(by: { $0.value.lastSegment < $1.value.lastSegment }),
                oldest.value.lastSegment < segment
            else {
                return .unnamed
            }
            entries[oldest.key] = nil
            evicted.append(oldest.value.name)
        }
        lastName += 1
        let name = "p\(lastName)"
        entries[key] = Entry(name: name, lastSegment: segment)
        return .prepare(name: name)
    }

    /// Takes back a reservation whose statement the server did not prepare.
    mutating func forget(_ statement: SQLStatement, role: String) {
        entries[Key(role: role, statement: statement)] = nil
    }

    /// Forgets everything, after the server has.
    mutating func removeAll() {
        entries.removeAll()
    }
}
