// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Which statements one connection has prepared, and under which names.
///
/// Entries are kept apart by role, since PostgreSQL plans a statement again when the role changes, and since parsing
/// needs the role's rights. The least recently used entry makes room for a new one; what the current segment uses
/// stays.
///
/// Bounded by bytes as well as by number: a session of PostgreSQL keeps some fifty bytes for each byte of a prepared
/// statement's text, and clients decide how long a filter or a list of rows is.
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
        /// It is too long to be kept, or there is no room: execute it without a name.
        case unnamed
    }

    private struct Entry {
        var name: String
        var lastSegment: UInt64
    }

    private let capacity: Int
    private let byteCapacity: Int
    private var byteCount = 0
    private var entries: [Key: Entry] = [:]
    private var segment: UInt64 = 0
    private var lastName: UInt64 = 0
    /// How many statements were looked up that were not prepared.
    private(set) var misses = 0

    /// How many of the longest statements that are kept fill the cache.
    private static let longestShare = 64

    /// - Parameters:
    ///   - capacity: how many statements are kept at most; with 0 nothing is ever prepared.
    ///   - byteCapacity: how many bytes their texts may have together. A statement of more than a 64th of that is not kept.
    init(capacity: Int, byteCapacity: Int) {
        self.capacity = capacity
        self.byteCapacity = byteCapacity
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
        guard capacity > 0, statement.byteCount <= byteCapacity / Self.longestShare else {
            return .unnamed
        }
        let key = Key(role: role, statement: statement)
        if let index = entries.index(forKey: key) {
            entries.values[index].lastSegment = segment
            return .prepared(name: entries.values[index].name)
        }
        misses += 1
        while entries.count >= capacity || byteCount + statement.byteCount > byteCapacity {
            // A scan, because it happens only together with a Parse, which costs far more.
            guard let oldest = entries.min(by: { $0.value.lastSegment < $1.value.lastSegment }),
                oldest.value.lastSegment < segment
            else {
                return .unnamed
            }
            remove(oldest.key)
            evicted.append(oldest.value.name)
        }
        lastName += 1
        let name = "p\(lastName)"
        entries[key] = Entry(name: name, lastSegment: segment)
        byteCount += statement.byteCount
        return .prepare(name: name)
    }

    /// Takes back a reservation whose statement the server did not prepare.
    mutating func forget(_ statement: SQLStatement, role: String) {
        remove(Key(role: role, statement: statement))
    }

    private mutating func remove(_ key: Key) {
        guard entries.removeValue(forKey: key) != nil else { return }
        byteCount -= key.statement.byteCount
    }

    /// Forgets everything, after the server has.
    mutating func removeAll() {
        entries.removeAll()
        byteCount = 0
    }
}
