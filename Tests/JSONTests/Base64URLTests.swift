// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@Suite struct Base64URLTests {
    /// RFC 4648, section 10, without padding, and the two characters that differ from plain base64.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("~~~???", "fn5-Pz8_"),
    ])
    func `bytes have one text, and the text these bytes`(bytes: String, text: String) {
        #expect(Base64URL.encode(bytes.utf8) == text)
        #expect(Base64URL.decode(Array(text.utf8)[...]) == Array(bytes.utf8))
    }

    @Test(arguments: ["Zg==", "Z", "Zh", "fn5+Pz8/", "Zm 9v"])
    func `no other text is taken for bytes`(text: String) {
        #expect(Base64URL.decode(Array(text.utf8)[...]) == nil)
    }
}
