// SPDX-License-Identifier: Apache-2.0

/// A position in PostgreSQL's write-ahead log, as its type `pg_lsn` writes it: `16/B374D848`.
package struct LogPosition: Sendable, Hashable {
    /// Two numbers of up to 32 bits, in hexadecimal digits.
    let text: String

    /// - Returns: nil if the text is none.
    init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy(\.isHexadecimalDigit)
        }
        guard parts.count == 2, areNumbers else { return nil }
        self.text = String(text)
    }
}
