// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether both have the same UTF-8 bytes.
    ///
    /// `==` also holds for canonically equivalent spellings ("é" as one scalar or two), which are different names
    /// and values to JSON and to PostgreSQL.
    package func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}

extension Hasher {
    mutating func combine(bytesOf text: String) {
        // A count keeps neighbouring texts apart ("ab", "c" and "a", "bc").
        combine(text.utf8.count)
        for byte in text.utf8 { combine(byte) }
    }
}

/// A member's name as a key that compares by bytes.
struct JSONNameKey: Hashable {
    let name: String

    static func == (left: JSONNameKey, right: JSONNameKey) -> Bool {
        left.name.hasSameBytes(as: right.name)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bytesOf: name)
    }
}
