// SPDX-License-Identifier: Apache-2.0

import Glibc
import JSON

extension String {
    /// Whether both have the same UTF-8 bytes, by `memcmp`: some ten nanoseconds for a token.
    ///
    /// Not in constant time, which does not matter where a hash of the signature has had to match before.
    func hasSameBytesInMemory(as other: String) -> Bool {
        utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                guard left.count == right.count else { return false }
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
                return memcmp(leftStart, rightStart, left.count) == 0
            } ?? false
        } ?? hasSameBytes(as: other)
    }
}
