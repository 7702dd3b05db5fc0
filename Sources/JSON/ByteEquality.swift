// SPDX-License-Identifier: Apache-2.0

import Glibc

extension String {
    /// Whether both have the same UTF-8 bytes, by `memcmp`: some ten nanoseconds for a token or a document.
    ///
    /// `==` also holds for canonically equivalent spellings ("é" as one scalar or two), which are different names
    /// and values to JSON and to PostgreSQL. Not in constant time.
    package func hasSameBytes(as other: String) -> Bool {
        let result = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                guard left.count == right.count else { return false }
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
                return memcmp(leftStart, rightStart, left.count) == 0
            }
        }
        // Only strings that are not Swift's own lie scattered.
        return (result ?? nil) ?? utf8.elementsEqual(other.utf8)
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
