// SPDX-License-Identifier: Apache-2.0

package import JSON

/// Why a request is not let in. The reason is for the log; the client sees one message whatever it is.
package enum TokenError: Error, Sendable, Hashable {
    /// There is no token, and the configuration has no role for requests without one.
    case missing
    case severalHeaders
    case schemeNotBearer
    case tooLong
    /// Not three parts of base64url.
    case malformed
    case headerNotJSON(JSONError)
    case headerNotObject
    case headerParameterRefused(String)
    /// `typ` says something else than `JWT` or `at+jwt`.
    case typeUnknown
    case algorithmMissing
    case algorithmNotAllowed
    case keyUnknown
    case signatureInvalid
    case payloadNotJSON(JSONError)
    case payloadNotObject
    case claimMissing(String)
    case claimInvalid(String, expected: String)
    case expired
    case notYetValid
    case issuedInFuture
    case issuerNotAllowed
    case audienceNotAllowed
    /// The token is meant for an audience, and the configuration names none.
    case audienceUnexpected
    case roleNotAllowed

    /// What the client is told, the same for all reasons: with a detail, forged tokens could be tried out against it.
    package static let publicMessage = "The request has no valid access token."

    /// The reason for the log. Quotes no value of the token.
    package var reason: String {
        switch self {
        case .missing: "no token, and requests without one have no role"
        case .severalHeaders: "more than one Authorization header"
        case .schemeNotBearer: "the Authorization header is not of the form \"Bearer TOKEN\""
        case .tooLong: "the token is longer than \(CompactToken.maximumByteCount) bytes"
        case .malformed: "the token is not three parts of base64url without padding"
        case .headerNotJSON(let error): "the token's header is not acceptable JSON: \(Self.safe(error))"
        case .headerNotObject: "the token's header is not an object"
        case .headerParameterRefused(let name): "the token's header has \"\(name)\""
        case .typeUnknown: "the token's type is neither JWT nor at+jwt"
        case .algorithmMissing: "the token's header has no algorithm"
        case .algorithmNotAllowed: "the token's algorithm is not the one that its key is configured for"
        case .keyUnknown: "the token's key identifier names no configured key (see PALISADE_JWT_KEY_ID)"
        case .signatureInvalid: "the token's signature does not match"
        case .payloadNotJSON(let error): "the token's payload is not acceptable JSON: \(Self.safe(error))"
        case .payloadNotObject: "the token's payload is not an object"
        case .claimMissing(let name): "the claim \(name) is missing"
        case .claimInvalid(let name, let expected): "the claim \(name) is not \(expected)"
        case .expired: "the token has expired"
        case .notYetValid: "the token is not valid yet"
        case .issuedInFuture: "the token was issued in the future"
        case .issuerNotAllowed: "the token's issuer is not the configured one (see PALISADE_JWT_ISSUER)"
        case .audienceNotAllowed: "the token's audience is not the configured one (see PALISADE_JWT_AUDIENCE)"
        case .audienceUnexpected: "the token has an audience and none is configured (see PALISADE_JWT_AUDIENCE)"
        case .roleNotAllowed: "the token's role is not in the list of roles (see PALISADE_ROLES)"
        }
    }

    private static func safe(_ error: JSONError) -> String {
        if case .duplicateMember = error.reason { return "duplicate member at byte \(error.offset)" }
        return error.description
    }
}

extension TokenError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Safe to show: always `publicMessage`.
    package var description: String { Self.publicMessage }

    /// Complete, for the log.
    package var debugDescription: String { reason }
}
