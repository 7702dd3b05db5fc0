// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The text of one SQL statement, with `$1`… for its parameters.
///
/// A statement is made once, when an operation is planned, and then looked up in the statement cache of a connection at
/// each request. It therefore carries its hash, and copies compare by identity before they compare text.
package struct SQLStatement: Sendable, Hashable {
    private final class Storage: Sendable {
        let text: String
        let hash: Int
        let containsNUL: Bool

        init(text: String) {
            self.text = text
            self.hash = text.hashValue
            self.containsNUL = text.utf8.contains(0)
        }
    }

    private let storage: Storage

    /// Keeps `text` and computes its hash, in time linear to its length.
    package init(text: String) {
        self.storage = Storage(text: text)
    }

    /// The statement as it is sent to PostgreSQL.
    package var text: String {
        storage.text
    }

    /// The length of the text.
    package var byteCount: Int {
        storage.text.utf8.count
    }

    /// Whether the text contains U+0000, which makes it unfit to be sent.
    package var containsNUL: Bool {
        storage.containsNUL
    }

    package static func == (left: SQLStatement, right: SQLStatement) -> Bool {
        left.storage === right.storage
            || (left.storage.hash == right.storage.hash && hasSameBytes(left.storage.text, right.storage.text))
    }

    /// By `memcmp`: where several requests planned an operation at once, each connection knows the statement of one of them,
    /// and some kilobytes are compared at each request from then on.
    private static func hasSameBytes(_ left: String, _ right: String) -> Bool {
        var (left, right) = (left, right)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard left.count == right.count else { return false }
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
                return memcmp(leftStart, rightStart, left.count) == 0
            }
        }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(storage.hash)
    }
}

extension SQLStatement: CustomStringConvertible {
    package var description: String {
        text
    }
}
