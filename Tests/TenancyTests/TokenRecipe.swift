// SPDX-License-Identifier: Apache-2.0

import JSON
import Synchronization

@testable import Tenancy

/// A token written out by hand, so that it can be wrong in one way and right, signature included, in all others.
struct TokenRecipe {
    static let now: Int64 = 1_800_000_000
    static let user = "11111111-1111-4111-8111-111111111111"
    static let tenant = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
    static let secret = "Vf8#rW2!kq0Zt6^mB9xLp3@eYd7&uHc1Nj5*gSa4TnQoJiXz+KbGvMwRfEyUhDlC"
    static let claims =
        #"{"sub":"\#(user)","tenant_id":"\#(tenant)","role":"member","iat":1700000000,"exp":4102444800}"#

    var header = #"{"alg":"HS256","typ":"JWT"}"#
    var payload = TokenRecipe.claims
    var key = Array(TokenRecipe.secret.utf8)

    /// The token, signed by HMAC with SHA-256 whatever the header says.
    var text: String {
        let content = "\(base64url(Array(header.utf8))).\(base64url(Array(payload.utf8)))"
        return "\(content).\(base64url(HMACSHA256.code(for: Array(content.utf8), key: key)))"
    }

    /// A token whose claims are the usual ones but for these, given as JSON text; nil removes a claim.
    static func claiming(_ changes: [(String, String?)]) -> TokenRecipe {
        var members = (try? JSON.parse(claims).members) ?? []
        for (name, value) in changes {
            members.removeAll { $0.name == name }
            if let value, let parsed = try? JSON.parse(value) { members.append(JSONMember(name: name, value: parsed)) }
        }
        return TokenRecipe(payload: JSON.object(members).text)
    }

    static func claiming(_ name: String, _ value: String?) -> TokenRecipe {
        claiming([(name, value)])
    }
}

func base64url(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32($1 < group.count ? group[start + $1] : 0) }
        for position in 0...group.count { text.append(alphabet[Int(bits >> (18 - 6 * UInt32(position))) & 63]) }
    }
    return text
}

/// A clock that tests set.
final class SettableClock: Sendable {
    private let time: Mutex<Int64>

    init(_ time: Int64 = TokenRecipe.now) {
        self.time = Mutex(time)
    }

    func set(_ time: Int64) {
        self.time.withLock { $0 = time }
    }

    var clock: WallClock {
        WallClock { self.time.withLock { $0 } }
    }
}

extension TenancyConfiguration {
    /// A configuration with the tests' secret, and these variables on top.
    static func test(_ variables: [String: String] = [:]) throws -> TenancyConfiguration {
        try TenancyConfiguration(
            variables: ["PALISADE_JWT_SECRET": TokenRecipe.secret].merging(variables) { _, new in new }
        )
    }

    /// A configuration with a public key instead of the tests' secret.
    static func test(publicKey: String, algorithm: TokenAlgorithm? = nil) throws -> TenancyConfiguration {
        var variables = ["PALISADE_JWT_PUBLIC_KEY": publicKey]
        variables["PALISADE_JWT_ALGORITHM"] = algorithm?.rawValue
        return try TenancyConfiguration(variables: variables)
    }
}

extension TokenVerifier {
    /// A verifier with the tests' secret, these variables on top, and the tests' time.
    static func test(_ variables: [String: String] = [:]) throws -> TokenVerifier {
        TokenVerifier(configuration: try .test(variables), clock: SettableClock().clock)
    }

    func verify(_ token: String) throws(TokenError) -> TenantContext {
        try verify(authorizationHeaders: ["Bearer \(token)"])
    }

    /// Why these headers are refused, or nil if they are not.
    func refusal(of headers: [String]) -> TokenError? {
        do {
            _ = try verify(authorizationHeaders: headers)
            return nil
        } catch {
            return error
        }
    }

    /// Why this token is refused, or nil if it is not.
    func refusal(_ token: String) -> TokenError? {
        refusal(of: ["Bearer \(token)"])
    }
}
