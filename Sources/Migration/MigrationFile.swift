// SPDX-License-Identifier: Apache-2.0

internal import Crypto

/// One SQL file of the migrations directory.
package struct MigrationFile: Sendable, Hashable {
    /// The number that its name begins with, which decides the order.
    package let version: Int
    /// What its name says between the number and `.sql`.
    package let name: String
    /// `0120_mediation_conflicts.sql`
    package let fileName: String
    package let text: String
    /// SHA-256 of its bytes, in hexadecimal.
    package let checksum: String
    /// Whether it runs outside of a transaction: its first line is `-- palisade: no-transaction`.
    package let runsInTransaction: Bool

    /// The first line of a file whose statements cannot run in a transaction, such as CREATE INDEX CONCURRENTLY.
    package static let noTransactionMarker = "-- palisade: no-transaction"

    /// - Throws: `MigrationError` if the name is not `NNNN_name.sql`, or the bytes are not UTF-8, or hold no statement.
    init(fileName: String, bytes: [UInt8]) throws(MigrationError) {
        guard let (version, name) = Self.parse(fileName) else { throw .unreadableName(file: fileName) }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .notText(file: fileName)
        }
        self.version = version
        self.name = name
        self.fileName = fileName
        self.text = text
        self.checksum = SHA256.hash(data: bytes).reduce(into: "") { text, byte in
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        var firstLine = text.prefix { !$0.isNewline }
        while firstLine.last?.isWhitespace == true { firstLine.removeLast() }
        self.runsInTransaction = firstLine != Self.noTransactionMarker
    }

    /// Version and name out of `NNNN_name.sql`: at least four digits, then lower-case letters, digits and underscores.
    static func parse(_ fileName: String) -> (version: Int, name: String)? {
        guard let stem = fileName.wholeMatch(of: /([0-9]{4,9})_([a-z0-9_]+)\.sql/), let version = Int(stem.1) else {
            return nil
        }
        return (version, String(stem.2))
    }
}
