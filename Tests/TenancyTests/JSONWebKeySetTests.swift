// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct JSONWebKeySetTests {
    private static func set(_ keys: [String], publicity: JSONWebKeySet.Publicity = .public) throws -> JSONWebKeySet {
        try JSONWebKeySet(json: Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8), publicity: publicity)
    }

    /// A point of P-256 with these bytes as both its numbers, which it has not.
    private static func point(_ byte: UInt8, _ count: Int) -> String {
        let number = base64url(Array(repeating: byte, count: count))
        return #"{"kty":"EC","crv":"P-256","x":"\#(number)","y":"\#(number)"}"#
    }

    /// The key with another member or several.
    private static func with(_ members: String, _ key: String) -> String { "{\(members),\(key.dropFirst())" }

    @Test(arguments: [
        (JSONWebKeyFixtures.rsa2048, KeyFixtures.rsa2048, TokenAlgorithm.rs256),
        (JSONWebKeyFixtures.p256, KeyFixtures.p256, .es256), (JSONWebKeyFixtures.p384, KeyFixtures.p384, .es384),
        (JSONWebKeyFixtures.p521, KeyFixtures.p521, .es512),
        (JSONWebKeyFixtures.ed25519, KeyFixtures.ed25519, .edDSA),
    ])
    func `a key is the one that OpenSSL writes`(json: String, pem: String, algorithm: TokenAlgorithm) throws {
        let key = try #require(Self.set([json]).keys.first)
        #expect(String(decoding: key.material, as: UTF8.self) == pem + "\n")
        #expect(key.algorithm == algorithm)
        #expect(key.identifier == nil)
    }

    @Test func `kid and alg are the key's`() throws {
        let key = try #require(
            Self.set([Self.with(#""kid":"a","alg":"RS512","use":"sig""#, JSONWebKeyFixtures.rsa2048)]).keys.first)
        #expect(key.identifier == "a")
        #expect(key.algorithm == .rs512)
    }

    @Test(arguments: [
        (JSONWebKeyFixtures.rsa1024, "is an RSA key of 1024 bits; at least 2048 are needed"),
        (JSONWebKeyFixtures.secp256k1, "is of a kind or for an algorithm that is not supported"),
        (
            JSONWebKeyFixtures.ed25519.replacing("Ed25519", with: "X25519"),
            "is of a kind or for an algorithm that is not supported"
        ),
        (JSONWebKeyFixtures.ed25519.replacing("H69q", with: ""), "is not complete"),
        (
            Self.with(#""alg":"RS256K""#, JSONWebKeyFixtures.rsa2048),
            "is of a kind or for an algorithm that is not supported"
        ),
        (Self.with(#""alg":"PS256""#, JSONWebKeyFixtures.p256), "is not of the kind that PS256 takes"),
        (Self.with(#""alg":"EdDSA""#, JSONWebKeyFixtures.p256), "is not of the kind that EdDSA takes"),
        (Self.with(#""alg":"ES256""#, JSONWebKeyFixtures.ed25519), "is not of the kind that ES256 takes"),
        (
            Self.with(#""alg":"none""#, JSONWebKeyFixtures.rsa2048),
            "is of a kind or for an algorithm that is not supported"
        ),
        // CVE-2026-44699: an RSA key for an HMAC algorithm.
        (Self.with(#""alg":"HS256""#, JSONWebKeyFixtures.rsa2048), "is a public key, but HS256 takes a shared secret"),
        (Self.with(#""alg":"ES384""#, JSONWebKeyFixtures.p256), "is not of the kind that ES384 takes"),
        (Self.with(#""use":"enc""#, JSONWebKeyFixtures.rsa2048), "is not for signatures"),
        (Self.with(#""key_ops":["sign"]"#, JSONWebKeyFixtures.rsa2048), "is not for signatures"),
        (Self.with(#""kid":"a""#, JSONWebKeyFixtures.p384), "has the kid of another key"),
        (Self.with(#""kid":"""#, JSONWebKeyFixtures.p384), "must have 1 to 256 bytes without control characters"),
        (#"{"kty":"RSA","e":"AQAB"}"#, "is not complete"),
        // With the exponent 1 every padded hash is its own signature.
        (
            JSONWebKeyFixtures.rsa2048.replacing("AQAB", with: "AQ"),
            "is an RSA key whose modulus or exponent cannot be used"
        ),
        (
            JSONWebKeyFixtures.rsa2048.replacing("AQAB", with: "AQAA"),
            "is an RSA key whose modulus or exponent cannot be used"
        ),
        (JSONWebKeyFixtures.p256.replacing(#""x":"2u"#, with: #""x":"3u"#), "is not a point of its curve"),
        (JSONWebKeyFixtures.p521.replacing(#""y":"AI"#, with: #""y":"AJ"#), "is not a point of its curve"),
        (Self.point(0, 32), "is not a point of its curve"), (Self.point(0xFF, 32), "is not a point of its curve"),
        (#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, "is not complete"),
        (
            #"{"kty":"oct","k":"VmY4I3JXMiFrcTBadDZebUI5eExwM0BlWWQ3JnVIYzFOajUq"}"#,
            "is a shared secret, which must not be published"
        ),
        ("1", "is of a kind or for an algorithm that is not supported"),
    ])
    func `a key that cannot be used is passed over by name`(key: String, reason: String) throws {
        let good = Self.with(#""kid":"a""#, JSONWebKeyFixtures.p256)
        let set = try Self.set([good, key])
        #expect(set.keys.map(\.identifier) == ["a"])
        #expect(set.skipped == ["key 2 \(reason)"])
    }

    @Test func `a document without a usable key is refused`() {
        #expect(throws: JSONWebKeySet.Fault.notKeySet) { try JSONWebKeySet(json: Array("[]".utf8), publicity: .public) }
        #expect(throws: JSONWebKeySet.Fault.noUsableKey(skipped: [])) { try Self.set([]) }
        #expect(throws: JSONWebKeySet.Fault.noUsableKey(skipped: ["key 1 is not complete"])) {
            try Self.set([#"{"kty":"RSA"}"#])
        }
    }

    @Test func `a secret in a file must be as strong as any other`() throws {
        let strong = #"{"kty":"oct","k":"\#(base64url(Array(TokenRecipe.secret.utf8)))"}"#
        #expect(try Self.set([strong], publicity: .secret).keys.first?.algorithm == .hs256)
        #expect(throws: JSONWebKeySet.Fault.self) {
            try Self.set([#"{"kty":"oct","k":"\#(base64url(Array("secret".utf8)))"}"#], publicity: .secret)
        }
    }

    // MARK: Several issuers

    private static func issuer(_ name: String?, audience: String? = nil) -> TokenIssuer {
        TokenIssuer(issuer: name, audience: audience, algorithm: nil, source: .keySetFile("keys.json"))
    }

    private static func verifier(_ issuers: [(TokenIssuer, String)]) throws -> TokenVerifier {
        var keys: [VerificationKey] = []
        for (issuer, set) in issuers { keys += try issuer.keys(in: Array(set.utf8)).keys }
        let configuration = try TenancyConfiguration(variables: ["PALISADE_JWKS": "keys.json"]).adding(keys)
        return TokenVerifier(configuration: configuration, clock: SettableClock().clock)
    }

    private static func secretSet(_ secret: String) -> String {
        #"{"keys":[{"kty":"oct","kid":"a","k":"\#(base64url(Array(secret.utf8)))"}]}"#
    }

    @Test func `a key of one issuer does not sign for another`() throws {
        let other = String(TokenRecipe.secret.reversed())
        // The same kid at both: nothing but the signature says whose token it is.
        let verifier = try Self.verifier([
            (Self.issuer("https://a/", audience: "api"), Self.secretSet(TokenRecipe.secret)),
            (Self.issuer("https://b/"), Self.secretSet(other)),
        ])
        func token(_ secret: String, issuer: String?, audience: String?) -> String {
            var recipe = TokenRecipe.claiming([
                ("iss", issuer.map { "\"\($0)\"" }), ("aud", audience.map { "\"\($0)\"" }),
            ])
            recipe.header = #"{"alg":"HS256","kid":"a"}"#
            recipe.key = Array(secret.utf8)
            return recipe.text
        }
        #expect(verifier.refusal(token(TokenRecipe.secret, issuer: "https://a/", audience: "api")) == nil)
        #expect(verifier.refusal(token(other, issuer: "https://b/", audience: nil)) == nil)
        #expect(verifier.refusal(token(other, issuer: "https://a/", audience: "api")) == .issuerNotAllowed)
        #expect(verifier.refusal(token(TokenRecipe.secret, issuer: "https://b/", audience: nil)) == .issuerNotAllowed)
        #expect(verifier.refusal(token(TokenRecipe.secret, issuer: "https://a/", audience: nil)) == .audienceNotAllowed)
        #expect(verifier.refusal(token(other, issuer: "https://b/", audience: "api")) == .audienceUnexpected)
        #expect(verifier.refusal(token(other, issuer: nil, audience: nil)) == .issuerNotAllowed)
        #expect(verifier.refusal(token(other + "x", issuer: "https://b/", audience: nil)) == .signatureInvalid)
    }

    @Test func `keys of several kinds stand side by side`() throws {
        let verifier = try Self.verifier([
            (Self.issuer(nil), #"{"keys":[\#(Self.with(#""kid":"r""#, JSONWebKeyFixtures.rsa2048))]}"#)
        ])
        // The only key of its issuer answers to tokens without kid.
        #expect(verifier.refusal(KeyFixtures.rs256Token) == nil)
        #expect(verifier.refusal(KeyFixtures.es256Token) == .algorithmNotAllowed)
        #expect(verifier.refusal(TokenRecipe(header: #"{"alg":"HS256","kid":"other"}"#).text) == .keyUnknown)
    }

    @Test func `without keys every token is refused`() throws {
        let verifier = try Self.verifier([])
        #expect(verifier.refusal(TokenRecipe().text) == .keyUnknown)
    }

    // MARK: Configuration

    private static func faults(_ variables: [String: String]) -> [String] {
        do {
            _ = try TenancyConfiguration(variables: variables)
            return []
        } catch {
            return error.faults.map { "\($0.variable) \($0.problem)" }
        }
    }

    @Test func `issuers are read from a document`() throws {
        let configuration = try TenancyConfiguration(variables: [
            "PALISADE_ISSUERS": """
            [{"issuer": "https://a/", "audience": "api", "jwks": "https://a/jwks.json"},
             {"issuer": "https://b/", "publicKey": "/b.pem", "algorithm": "ES256"}, {"issuer": "c", "secret": "/c"}]
            """, "PALISADE_JWKS": "http://localhost:8000/keys",
        ])
        #expect(
            configuration.issuers.map(\.source) == [
                .keySetURL("http://localhost:8000/keys"), .keySetURL("https://a/jwks.json"), .publicKeyFile("/b.pem"),
                .secretFile("/c"),
            ])
        #expect(configuration.issuers.map(\.issuer) == [nil, "https://a/", "https://b/", "c"])
        #expect(configuration.keys.keys.isEmpty)
    }

    @Test(arguments: [
        ("http://a/jwks.json", "PALISADE_JWKS has the address http://a/jwks.json, which is not https"),
        (
            "http://localhost.evil.example/",
            "PALISADE_JWKS has the address http://localhost.evil.example/, which is not https"
        ),
        ("file:///etc/passwd", "PALISADE_JWKS has the address file:///etc/passwd, which is not https"),
    ])
    func `keys come over https`(place: String, fault: String) {
        #expect(Self.faults(["PALISADE_JWKS": place]) == [fault])
    }

    @Test(arguments: [
        ("{}", "is not a JSON array of issuers"), ("[1]", "has no object as issuer 1"),
        (#"[{"jwks": "a"}]"#, "has no \"issuer\" in issuer 1"),
        (#"[{"issuer": "a"}]"#, "has not exactly one of \"jwks\", \"publicKey\", \"secret\" in issuer 1"),
        (
            #"[{"issuer": "a", "jwks": "b", "secret": "c"}]"#,
            "has not exactly one of \"jwks\", \"publicKey\", \"secret\" in issuer 1"
        ),
        (#"[{"issuer": "a", "jwks": "b", "algorithm": "none"}]"#, "has an unknown algorithm in issuer 1"),
        (#"[{"issuer": "a", "keys": "b"}]"#, "has \"keys\" in issuer 1, which is not known, or not a text"),
        (#"[{"issuer": "a", "jwks": "b"}, {"issuer": "a", "jwks": "b"}]"#, "has issuer 2 twice"),
    ])
    func `a document of issuers is checked`(text: String, fault: String) {
        let faults = Self.faults(["PALISADE_ISSUERS": text, "PALISADE_JWT_SECRET": TokenRecipe.secret])
        #expect(faults == ["PALISADE_ISSUERS \(fault)"])
    }
}
