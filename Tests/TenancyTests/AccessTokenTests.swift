// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

/// Access tokens of RFC 9068, whose `typ` is not JWT.
struct AccessTokenTests {
    @Test(arguments: TokenAlgorithm.allCases)
    func `an access token is a token like any other`(algorithm: TokenAlgorithm) throws {
        let signer = try TestSigner(algorithm)
        let verifier = try signer.verifier()
        let expected = try verifier.verify(signer.token(type: "JWT"))
        for type in ["at+jwt", "application/at+jwt", "AT+JWT", "Application/At+Jwt", #"at\u002bjwt"#] {
            let token = try signer.token(type: type)
            #expect(try verifier.verify(token) == expected, "\(type)")
            // Its type is signed like the rest.
            var parts = token.split(separator: ".").map(String.init)
            parts[0] = base64url(Array(#"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#.utf8))
            #expect(verifier.refusal(parts.joined(separator: ".")) == .signatureInvalid, "\(type)")
        }
    }

    @Test(arguments: [
        "", "at", "at+jwt ", " at+jwt", "at+jwt;v=1", "application/application/at+jwt", "/at+jwt", "text/at+jwt",
        "at%2Bjwt", "at jwt", #"at\u000bjwt"#, #"application\u000fat+jwt"#, #"at+jwt\n"#, "JWT+at", "logout+jwt",
        "dpop+jwt", "secevent+jwt", "token-introspection+jwt", "application/jwt", "JOSE", "JOSE+JSON", "K",
        #"\u212awt"#,
    ])
    func `a token of any other type is refused`(type: String) throws {
        let signer = try TestSigner(.hs256)
        #expect(try signer.verifier().refusal(signer.token(type: type)) == .typeUnknown)
    }

    @Test(arguments: TokenAlgorithm.allCases)
    func `the key decides the algorithm of an access token`(algorithm: TokenAlgorithm) throws {
        let verifier = try TestSigner(algorithm).verifier()
        for other in TokenAlgorithm.allCases where other != algorithm {
            let signer = try TestSigner(other)
            #expect(try verifier.refusal(signer.token(type: "at+jwt")) == .algorithmNotAllowed)
            // Signed so, but named as the key wants it. One algorithm has two names.
            if [algorithm, other].allSatisfy({ [.edDSA, .ed25519].contains($0) }) { continue }
            let header = base64url(Array(#"{"alg":"\#(algorithm.rawValue)","typ":"at+jwt"}"#.utf8))
            let content = "\(header).\(base64url(Array(TokenRecipe.claims.utf8)))"
            let signature = base64url(try signer.sign(Array(content.utf8)))
            #expect(verifier.refusal("\(content).\(signature)") == .signatureInvalid)
        }
        // A public key's text as a secret.
        let forged = TokenRecipe(
            header: #"{"alg":"\#(algorithm.rawValue)","typ":"at+jwt"}"#, key: try TestSigner(algorithm).key.material)
        if algorithm != .hs256 { #expect(verifier.refusal(forged.text) == .signatureInvalid) }
    }

    @Test func `an access token of one issuer is not another's`() throws {
        let signer = try TestSigner(.es256)
        func payload(_ issuer: String, _ audience: String) -> String {
            TokenRecipe.claiming([("iss", "\"\(issuer)\""), ("aud", "\"\(audience)\"")]).payload
        }
        let verifier = try signer.verifier([
            "PALISADE_JWT_ISSUER": "https://id.example/", "PALISADE_JWT_AUDIENCE": "palisade",
        ])
        func refusal(_ payload: String) throws -> TokenError? {
            try verifier.refusal(signer.token(type: "at+jwt", payload: payload))
        }
        #expect(try refusal(payload("https://id.example/", "palisade")) == nil)
        #expect(try refusal(payload("https://id.example/", "another")) == .audienceNotAllowed)
        #expect(try refusal(payload("https://other.example/", "palisade")) == .issuerNotAllowed)
        #expect(try refusal(TokenRecipe.claims) == .issuerNotAllowed)
    }

    @Test(arguments: TokenRefusalTests.cases.filter { $0.recipe != nil })
    func `what refuses a token refuses an access token`(hostile: TokenRefusalTests.Case) throws {
        var recipe = try #require(hostile.recipe)
        recipe.header = Self.asAccessToken(recipe.header)
        let verifier = try TokenVerifier.test(hostile.variables)
        #expect(verifier.refusal(recipe.text) == hostile.accessTokenError)
    }

    /// The header with the type of an access token, if it is an object without another one; behind the rest, so that
    /// the places of faults stay the same.
    private static func asAccessToken(_ header: String) -> String {
        if header.contains(#""typ":"JWT""#) { return header.replacing(#""typ":"JWT""#, with: #""typ":"at+jwt""#) }
        guard header.hasPrefix("{"), header.hasSuffix("}"), !header.contains(#""typ""#) else { return header }
        return header.dropLast() + #","typ":"at+jwt"}"#
    }

    @Test func `no mutation of an access token is accepted`() throws {
        let signer = try TestSigner(.es256)
        let verifier = try signer.verifier()
        let valid = Array(try signer.token(type: "at+jwt").utf8)
        for index in valid.indices {
            for replacement in Array("Aa0-_.= ".utf8) where valid[index] != replacement {
                var mutant = valid
                mutant[index] = replacement
                #expect(verifier.refusal(String(decoding: mutant, as: UTF8.self)) != nil, "\(index)")
            }
            #expect(verifier.refusal(String(decoding: valid[..<index], as: UTF8.self)) != nil, "\(index)")
        }
        #expect(verifier.refusal(String(decoding: valid, as: UTF8.self)) == nil)
    }
}
