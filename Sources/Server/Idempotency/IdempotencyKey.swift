// SPDX-License-Identifier: Apache-2.0

import Crypto
import JSON
import Tenancy

/// What a client calls an attempt by, so that sending it again does not do it again. Internet-Draft "The
/// Idempotency-Key HTTP Header Field".
///
/// Clients choose it, so that it may say something of somebody: only its hash is kept.
package struct IdempotencyKey: Sendable, Hashable {
    /// SHA-256 in lower-case hexadecimal digits.
    let hash: String

    /// The longest key, in characters.
    package static let longest = 255

    /// - Parameter text: the header's value, with the quotes of a structured field or without.
    /// - Returns: nil for one that is empty, too long, or holds anything but visible ASCII.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)
        let quote = UInt8(ascii: "\"")
        if bytes.count >= 2, bytes.first == quote, bytes.last == quote {
            bytes = Array(bytes.dropFirst().dropLast())
        }
        guard !bytes.isEmpty, bytes.count <= Self.longest, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        hash = DocumentHash.hash(of: String(decoding: bytes, as: UTF8.self))
    }
}

extension OperationRequest {
    /// What is asked for, and as which role, as a hash: the same for the same document, operation and variables, in
    /// whatever order the members of their objects are sent.
    func fingerprint(as role: String) -> String {
        var text = ""
        for part in [role, operationName ?? "", query] { text += "\(part.utf8.count):\(part)" }
        text += variables.withSortedMembers.text
        return DocumentHash.hash(of: text)
    }
}

extension JSON {
    /// The same value, its objects' members ordered by name.
    fileprivate var withSortedMembers: JSON {
        switch self {
        case .object(let members):
            .object(
                members.map { JSONMember(name: $0.name, value: $0.value.withSortedMembers) }
                    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
        case .array(let items): .array(items.map(\.withSortedMembers))
        default: self
        }
    }
}
