// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Values without a form, in JSON that Postgres made, where the schema promises one.
enum MissedValue {
    /// Stands in the place of such a value. No JSON holds this byte: within strings it is escaped.
    private static let byte: UInt8 = 1

    /// Some ten nanoseconds for a page of rows.
    static func occurs(in json: UnsafeRawBufferPointer) -> Bool {
        guard let start = json.baseAddress else { return false }
        return memchr(start, Int32(byte), json.count) != nil
    }

    /// The JSON with nulls in the places of such values.
    static func nulled(_ json: UnsafeRawBufferPointer) -> [UInt8] {
        Array(json.split(separator: byte, omittingEmptySubsequences: false).joined(separator: "null".utf8))
    }
}
