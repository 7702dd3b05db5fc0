// SPDX-License-Identifier: Apache-2.0

import Crypto

/// A document's SHA-256 in lower-case hexadecimal digits.
enum DocumentHash {
    static func hash(of text: String) -> String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        var text = text
        let digest = text.withUTF8 { SHA256.hash(data: $0) }
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
