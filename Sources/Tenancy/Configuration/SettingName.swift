// SPDX-License-Identifier: Apache-2.0

/// Names of PostgreSQL settings that requests may set.
enum SettingName {
    static let role = "role"
    static let claims = "request.jwt.claims"
    static let tenant = "palisade.tenant_id"
    static let user = "palisade.user_id"

    /// Why a configured name cannot be used, or nil if it can: `prefix.name` in lower case, not one of ours.
    ///
    /// A name without a dot would be a setting of the server, such as `row_security` or `role`.
    static func problem(of name: String) -> String? {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, name.utf8.count <= 127, parts.allSatisfy(isIdentifier) else {
            return "is not of the form prefix.name in lower-case letters, digits and underscores"
        }
        guard !["palisade", "request", "plpgsql"].contains(where: { $0.utf8.elementsEqual(parts[0]) }) else {
            return "has a reserved prefix (palisade, request, plpgsql)"
        }
        return nil
    }

    private static func isIdentifier(_ part: Substring.UTF8View) -> Bool {
        guard let first = part.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) || first == 0x5F else {
            return false
        }
        return part.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
    }
}

/// A setting that a claim fills, beyond those that every request has.
package struct ClaimSetting: Sendable, Hashable {
    package let name: String
    package let claim: ClaimName
}
