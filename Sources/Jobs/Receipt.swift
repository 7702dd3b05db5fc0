// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import Foundation
package import JSON

/// A receipt as it was handed out: its content byte for byte, and its place in the chain.
package struct Receipt: Sendable, Hashable {
    package let content: String
    package let previousHash: String
    package let hash: String

    /// What is wrong with a receipt.
    package enum Fault: Sendable, Hashable {
        /// It is not the content that was hashed.
        case changed
        /// It does not follow from the receipt before it in the list.
        case unchained
    }

    package init(content: String, previousHash: String, hash: String) {
        self.content = content
        self.previousHash = previousHash
        self.hash = hash
    }

    /// Reads `{content, previousHash, hash}`, or the fields of the API: `{receipt, receiptPreviousHash, receiptHash}`.
    ///
    /// - Returns: nil where the value is no receipt.
    package init?(json: JSON) {
        func text(_ names: String...) -> String? {
            for name in names {
                if case .string(let text)? = json[name] { return text }
            }
            return nil
        }
        guard let content = text("content", "receipt"), let hash = text("hash", "receiptHash"),
            let previousHash = text("previousHash", "receiptPreviousHash")
        else { return nil }
        self.init(content: content, previousHash: previousHash, hash: hash)
    }

    /// Whether content and hashes belong together.
    package var isIntact: Bool {
        SHA256.hash(data: Data((previousHash + content).utf8)).map { Self.hexadecimal($0) }.joined() == hash
    }

    /// Checks receipts, in the order of their numbers where there are several.
    ///
    /// - Returns: the positions of those at fault.
    package static func faults(in receipts: [Receipt]) -> [(position: Int, fault: Fault)] {
        receipts.indices.compactMap { index in
            let receipt = receipts[index]
            if !receipt.isIntact { return (index, .changed) }
            if index > 0, receipt.previousHash != receipts[index - 1].hash { return (index, .unchained) }
            return nil
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}
