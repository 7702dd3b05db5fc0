// SPDX-License-Identifier: Apache-2.0

import JSON

/// The claims that say who made the token and for whom (RFC 7519 sections 4.1.1 and 4.1.3).
enum TokenAudience {
    /// Checks `iss` where one is configured.
    static func checkIssuer(of claims: JSON, expected: String?) throws(TokenError) {
        guard let expected else { return }
        guard let issuer = claims["iss"]?.stringValue, issuer.hasSameBytes(as: expected) else {
            throw .issuerNotAllowed
        }
    }

    /// Checks `aud`: the configured audience must be in it; where none is configured, a token with one is for others.
    static func checkAudience(of claims: JSON, expected: String?) throws(TokenError) {
        guard let expected else {
            guard claims["aud"] == nil else { throw .audienceUnexpected }
            return
        }
        switch claims["aud"] {
        case .string(let audience)?:
            guard audience.hasSameBytes(as: expected) else { throw .audienceNotAllowed }
        case .array(let items)?:
            let audiences = items.compactMap(\.stringValue)
            guard audiences.count == items.count, audiences.contains(where: { $0.hasSameBytes(as: expected) })
            else { throw .audienceNotAllowed }
        case nil, .null?, .boolean?, .number?, .object?:
            throw .audienceNotAllowed
        }
    }
}
