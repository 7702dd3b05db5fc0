// SPDX-License-Identifier: Apache-2.0

/// The grammar of numbers, RFC 8259 section 6.
enum JSONNumberScanner {
    /// The length in bytes of the number that `bytes` begin with, or nil if they begin with none.
    ///
    /// number = [ "-" ] ( "0" / digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "+" / "-" ] 1*DIGIT ]
    static func length(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let start = bytes.startIndex
        let end = bytes.endIndex
        var index = start
        if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index < end else { return nil }
        if bytes[index] == UInt8(ascii: "0") {
            index += 1
        } else if !skipDigits(bytes, &index, end) {
            return nil
        }
        if index < end, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard skipDigits(bytes, &index, end) else { return nil }
        }
        if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            guard skipDigits(bytes, &index, end) else { return nil }
        }
        return index - start
    }

    /// Skips digits; false if there is none.
    @inline(__always)
    private static func skipDigits(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ index: inout Int, _ end: Int
    ) -> Bool {
        let start = index
        while index < end, bytes[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
        return index > start
    }
}
