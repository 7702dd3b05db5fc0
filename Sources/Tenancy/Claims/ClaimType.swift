// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a required claim must be. The text that reaches SQL is made here, in one canonical form.
package enum ClaimType: String, Sendable, Hashable, CaseIterable {
    /// A string of 36 characters, 8-4-4-4-12 hexadecimal digits; given to SQL in lower case.
    case uuid
    /// A whole number of 64 bits, or a string that is nothing but one: `sub` is always a string.
    case int
    /// A string that is not empty.
    case text

    /// The canonical text of a claim of this type, or nil if it is of another.
    func canonicalText(of claim: JSON) -> String? {
        switch self {
        case .uuid: claim.stringValue.flatMap(Self.canonicalUUID)
        case .int: Self.canonicalInteger(claim)
        case .text: claim.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    var expectation: String {
        switch self {
        case .uuid: "a UUID in the form 8-4-4-4-12"
        case .int: "a whole number of 64 bits"
        case .text: "a string with at least one character"
        }
    }

    private static func canonicalInteger(_ claim: JSON) -> String? {
        guard let text = claim.stringValue ?? (claim.integerValue.map { String($0) }), let value = Int64(text),
            String(value).hasSameBytes(as: text)
        else { return nil }
        return text
    }

    private static func canonicalUUID(_ text: String) -> String? {
        guard text.utf8.count == 36 else { return nil }
        var canonical: [UInt8] = []
        canonical.reserveCapacity(36)
        for (index, byte) in text.utf8.enumerated() {
            switch (index, byte) {
            case (8, UInt8(ascii: "-")), (13, UInt8(ascii: "-")), (18, UInt8(ascii: "-")), (23, UInt8(ascii: "-")):
                canonical.append(byte)
            case (8, _), (13, _), (18, _), (23, _):
                return nil
            case (_, UInt8(ascii: "0")...UInt8(ascii: "9")), (_, UInt8(ascii: "a")...UInt8(ascii: "f")):
                canonical.append(byte)
            case (_, UInt8(ascii: "A")...UInt8(ascii: "F")):
                canonical.append(byte | 0x20)
            default:
                return nil
            }
        }
        return String(decoding: canonical, as: UTF8.self)
    }
}

/// A claim without which no token is accepted.
package struct RequiredClaim: Sendable, Hashable {
    package let name: ClaimName
    package let type: ClaimType
}
