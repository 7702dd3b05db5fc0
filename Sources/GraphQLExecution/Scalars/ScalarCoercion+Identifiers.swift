// SPDX-License-Identifier: Apache-2.0

extension ScalarCoercion {
    /// A UUID (RFC 9562) in any usual spelling: capitals, braces, `urn:uuid:`, no hyphens. It becomes the canonical one.
    public static let uuid = text(
        named: "UUID", expected: "a string such as \"6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f\"", canonicalUUID)

    /// The canonical spelling of a UUID; nil if the text is none.
    private static func canonicalUUID(_ bytes: [UInt8]) -> String? {
        var body = bytes[...]
        let prefix = Array("urn:uuid:".utf8)
        if body.prefix(prefix.count).map({ $0 | 0x20 }).elementsEqual(prefix.map { $0 | 0x20 }) {
            body = body.dropFirst(prefix.count)
        } else if body.first == UInt8(ascii: "{"), body.last == UInt8(ascii: "}") {
            body = body.dropFirst().dropLast()
        }
        let hyphen = UInt8(ascii: "-")
        let groups = body.split(separator: hyphen, omittingEmptySubsequences: false).map(\.count)
        guard groups == [8, 4, 4, 4, 12] || groups == [32] else { return nil }
        var canonical: [UInt8] = []
        canonical.reserveCapacity(36)
        for byte in body where byte != hyphen {
            guard byte.isASCIIDigit || 0x61...0x66 ~= byte | 0x20 else { return nil }
            if [8, 13, 18, 23].contains(canonical.count) { canonical.append(hyphen) }
            canonical.append(byte.isASCIIDigit ? byte : byte | 0x20)
        }
        return String(decoding: canonical, as: UTF8.self)
    }
}
