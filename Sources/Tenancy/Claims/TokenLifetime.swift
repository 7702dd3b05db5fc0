// SPDX-License-Identifier: Apache-2.0

import JSON

/// The registered claims about time (RFC 7519 sections 4.1.4 to 4.1.6), read from our own parse of the payload.
enum TokenLifetime {
    /// The end of the year 9999. Later times, which `exp` could say but no calendar, are refused.
    private static let latest = 253_402_300_799.0

    /// When the token expires, in seconds since 1970, if it is valid at `now` give or take `leeway` seconds.
    static func expiry(of claims: JSON, at now: Int64, leeway: Int64) throws(TokenError) -> Int64 {
        guard let expiry = try time("exp", in: claims, rounded: .down) else { throw .claimMissing("exp") }
        guard now < saturatingSum(expiry, leeway) else { throw .expired }
        if let start = try time("nbf", in: claims, rounded: .up), start > saturatingSum(now, leeway) {
            throw .notYetValid
        }
        if let issued = try time("iat", in: claims, rounded: .up), issued > saturatingSum(now, leeway) {
            throw .issuedInFuture
        }
        return expiry
    }

    /// Fractions are rounded to where less is allowed.
    private static func time(
        _ name: String, in claims: JSON, rounded rule: FloatingPointRoundingRule
    ) throws(TokenError) -> Int64? {
        guard let claim = claims[name] else { return nil }
        guard let value = claim.doubleValue, (0...latest).contains(value) else {
            throw .claimInvalid(name, expected: "a number of seconds since 1970")
        }
        return Int64(value.rounded(rule))
    }

    static func saturatingSum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? (right > 0 ? .max : .min) : sum
    }
}
