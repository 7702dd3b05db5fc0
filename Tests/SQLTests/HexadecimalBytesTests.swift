// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

struct HexadecimalBytesTests {
    @Test func `bytes are written as PostgreSQL writes them, and read again`() {
        let bytes = (0...255).map { UInt8($0) }
        let text = HexadecimalBytes(bytes).text
        #expect(String(decoding: text.prefix(10), as: UTF8.self) == #"\x00010203"#)
        #expect(String(decoding: text.suffix(4), as: UTF8.self) == "feff")
        #expect(HexadecimalBytes(text: text)?.bytes == bytes)
        #expect(HexadecimalBytes(text: Array(#"\xFEff"#.utf8))?.bytes == [254, 255])
        #expect(HexadecimalBytes(text: Array(#"\x"#.utf8))?.bytes == [])
    }

    @Test(arguments: ["", #"\"#, "x00", #"\x0"#, #"\x0g"#, "00", #"\x 0"#])
    func `what is not that format is refused`(text: String) {
        #expect(HexadecimalBytes(text: Array(text.utf8)) == nil)
    }
}
