// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

/// One case for each thing that a token can have wrong, all else, the signature too, being right.
struct TokenRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let headers: [String]
        let error: TokenError
        /// What an access token is refused for, which libjwt does not see before.
        let accessTokenError: TokenError
        var variables: [String: String] = [:]
        /// nil for what no recipe makes.
        var recipe: TokenRecipe?

        var testDescription: String { name }

        init(
            _ name: String, headers: [String], _ error: TokenError, accessToken: TokenError? = nil,
            variables: [String: String] = [:]
        ) {
            self.name = name
            self.headers = headers
            self.error = error
            self.accessTokenError = accessToken ?? error
            self.variables = variables
        }

        init(
            _ name: String, _ recipe: TokenRecipe, _ error: TokenError, accessToken: TokenError? = nil,
            variables: [String: String] = [:]
        ) {
            self.init(
                name, headers: ["Bearer \(recipe.text)"], error, accessToken: accessToken, variables: variables)
            self.recipe = recipe
        }

        init(_ name: String, token: String, _ error: TokenError) {
            self.init(name, headers: ["Bearer \(token)"], error)
        }

        init(_ name: String, header: String, _ error: TokenError, variables: [String: String] = [:]) {
            self.init(name, TokenRecipe(header: header), error, variables: variables)
        }

        init(_ name: String, payload: String, _ error: TokenError, accessToken: TokenError? = nil) {
            self.init(name, TokenRecipe(payload: payload), error, accessToken: accessToken)
        }
    }

    private static let valid = TokenRecipe().text
    private static let parts = valid.split(separator: ".").map(String.init)
    private static let time = "a number of seconds since 1970"

    static let cases: [Case] = transportCases + headerCases + payloadCases + timeCases + partyCases + identityCases

    private static let transportCases: [Case] = [
        Case("two headers", headers: ["Bearer \(valid)", "Bearer \(valid)"], .severalHeaders),
        Case("two headers, one empty", headers: ["", "Bearer \(valid)"], .severalHeaders),
        Case("two tokens joined by a comma", headers: ["Bearer \(valid), Bearer \(valid)"], .malformed),
        Case("an empty header", headers: [""], .schemeNotBearer),
        Case("the scheme alone", headers: ["Bearer"], .schemeNotBearer),
        Case("the scheme and blanks", headers: ["Bearer   "], .malformed),
        Case("another scheme", headers: ["Basic \(valid)"], .schemeNotBearer),
        Case("no scheme", headers: [valid], .schemeNotBearer),
        Case("a scheme that only begins so", headers: ["Bearerx \(valid)"], .schemeNotBearer),
        Case("a tab after the scheme", headers: ["Bearer\t\(valid)"], .schemeNotBearer),
        Case("white space before the scheme", headers: [" Bearer \(valid)"], .schemeNotBearer),
        Case("white space after the token", token: valid + " ", .malformed),
        Case("a line break after the token", token: valid + "\n", .malformed),
        Case("white space within the token", token: "\(parts[0]). \(parts[1]).\(parts[2])", .malformed),
        Case("a NUL byte after the token", token: valid + "\0", .malformed),
        Case("a NUL byte within the token", token: "\(parts[0]).\(parts[1]).\0\(parts[2])", .malformed),
        Case("one part", token: parts[0], .malformed),
        Case("two parts", token: "\(parts[0]).\(parts[1])", .malformed),
        Case("an empty signature", token: "\(parts[0]).\(parts[1]).", .malformed),
        Case("an empty header part", token: ".\(parts[1]).\(parts[2])", .malformed),
        Case("an empty payload", token: "\(parts[0])..\(parts[2])", .malformed),
        Case("four parts", token: "\(valid).\(parts[2])", .malformed),
        Case("five parts, as of an encrypted token", token: "\(valid).\(parts[2]).\(parts[2])", .malformed),
        Case("padding", token: valid + "=", .malformed),
        Case("padding within", token: "\(parts[0])=.\(parts[1]).\(parts[2])", .malformed),
        Case("the alphabet of plain Base64", token: "\(parts[0]).\(parts[1]).+/" + parts[2].dropFirst(2), .malformed),
        Case("a letter that only looks so", token: valid.replacing("J", with: "Ј", maxReplacements: 1), .malformed),
        Case("9 KiB", TokenRecipe.claiming("x", "\"\(String(repeating: "x", count: 6_800))\""), .tooLong),
        Case("a megabyte of nothing", token: String(repeating: ".", count: 1_000_000), .tooLong),
        Case("another key", TokenRecipe(key: Array(String(TokenRecipe.secret.reversed()).utf8)), .signatureInvalid),
        Case("an empty key", TokenRecipe(key: []), .signatureInvalid),
        Case("another token's signature", token: "\(parts[0]).\(parts[1]).\(otherSignature)", .signatureInvalid),
        Case("a signature cut short", token: "\(parts[0]).\(parts[1]).\(parts[2].dropLast(3))", .signatureInvalid),
        Case("a signature made longer", token: "\(valid)AAA", .signatureInvalid),
    ]

    private static let otherSignature =
        TokenRecipe.claiming("role", #""admin""#).text.split(separator: ".").last.map(String.init) ?? ""

    private static let headerCases: [Case] = [
        Case("alg none", header: #"{"alg":"none","typ":"JWT"}"#, .algorithmNotAllowed),
        Case("alg None", header: #"{"alg":"None"}"#, .algorithmNotAllowed),
        Case(
            "alg none without a signature",
            token: "\(base64url(Array(#"{"alg":"none"}"#.utf8))).\(parts[1]).", .malformed
        ),
        Case("alg in lower case", header: #"{"alg":"hs256"}"#, .algorithmNotAllowed),
        Case("alg with a blank", header: #"{"alg":"HS256 "}"#, .algorithmNotAllowed),
        Case("alg HS512 where HS256 is meant", header: #"{"alg":"HS512"}"#, .algorithmNotAllowed),
        Case("alg RS256 where HS256 is meant", header: #"{"alg":"RS256"}"#, .algorithmNotAllowed),
        Case("no alg", header: #"{"typ":"JWT"}"#, .algorithmMissing),
        Case("alg null", header: #"{"alg":null}"#, .algorithmMissing),
        Case("alg in an array", header: #"{"alg":["HS256"]}"#, .algorithmMissing),
        Case(
            "alg twice", header: #"{"alg":"HS256","alg":"HS256"}"#,
            .headerNotJSON(JSONError(.duplicateMember("alg"), at: 15))
        ),
        Case(
            "alg twice, once by an escape", header: #"{"alg":"none","\u0061lg":"HS256"}"#,
            .headerNotJSON(JSONError(.duplicateMember("alg"), at: 14))
        ),
        Case("crit", header: #"{"alg":"HS256","crit":["exp"]}"#, .headerParameterRefused("crit")),
        Case("crit null", header: #"{"alg":"HS256","crit":null}"#, .headerParameterRefused("crit")),
        Case("crit and b64", header: #"{"alg":"HS256","b64":false,"crit":["b64"]}"#, .headerParameterRefused("crit")),
        Case("b64", header: #"{"alg":"HS256","b64":false}"#, .headerParameterRefused("b64")),
        Case("zip", header: #"{"alg":"HS256","zip":"DEF"}"#, .headerParameterRefused("zip")),
        Case("another type", header: #"{"alg":"HS256","typ":"JWE"}"#, .typeUnknown),
        Case("a type that is no string", header: #"{"alg":"HS256","typ":1}"#, .typeUnknown),
        Case("a header that is an array", header: #"["HS256"]"#, .headerNotObject),
        Case("a header that is a string", header: #""HS256""#, .headerNotObject),
        Case("a header that is no JSON", header: "HS256", .headerNotJSON(JSONError(.unexpectedByte(0x48), at: 0))),
        Case(
            "something after the header", header: #"{"alg":"HS256"}{}"#,
            .headerNotJSON(JSONError(.trailingContent, at: 15))
        ),
        Case(
            "a header nested too deep",
            header: #"{"alg":"HS256","x":\#(String(repeating: "[", count: 3_000))"#,
            .headerNotJSON(JSONError(.tooDeep(limit: 16), at: 34))
        ),
        Case("a key identifier that nobody configured", header: #"{"alg":"HS256","kid":"1"}"#, .keyUnknown),
        Case("a key identifier that is a path", header: #"{"alg":"HS256","kid":"../../dev/null"}"#, .keyUnknown),
        Case("a key identifier that is SQL", header: #"{"alg":"HS256","kid":"' or ''='"}"#, .keyUnknown),
        Case("a key identifier that is empty", header: #"{"alg":"HS256","kid":""}"#, .keyUnknown),
        Case("a key identifier that is a number", header: #"{"alg":"HS256","kid":1}"#, .keyUnknown),
        Case(
            "a key identifier beside the configured one", header: #"{"alg":"HS256","kid":"K1"}"#, .keyUnknown,
            variables: ["PALISADE_JWT_KEY_ID": "k1"]
        ),
        Case("a key of its own", TokenRecipe.withOwnKey, .signatureInvalid),
    ]

    private static let payloadCases: [Case] = [
        Case("a payload that is an array", payload: "[1]", .payloadNotObject),
        // These libjwt cannot load, so that it is the first to refuse.
        Case("a payload that is a string", payload: #""claims""#, .signatureInvalid, accessToken: .payloadNotObject),
        Case("a payload that is null", payload: "null", .signatureInvalid, accessToken: .payloadNotObject),
        Case(
            "a claim with U+0000", payload: #"{"note":"a\u0000b"}"#, .signatureInvalid,
            accessToken: .payloadNotJSON(JSONError(.nullCharacter, at: 10))
        ),
        Case(
            "a payload that is no JSON", payload: "exp=1", .signatureInvalid,
            accessToken: .payloadNotJSON(JSONError(.unexpectedByte(0x65), at: 0))
        ),
        Case(
            "a payload that is another token", payload: valid, .signatureInvalid,
            accessToken: .payloadNotJSON(JSONError(.unexpectedByte(0x65), at: 0))
        ),
        Case(
            "a claim twice", payload: #"{"role":"member","role":"admin"}"#,
            .payloadNotJSON(JSONError(.duplicateMember("role"), at: 17))
        ),
        Case(
            "a nested claim twice", payload: #"{"a":{"b":1,"b":2}}"#,
            .payloadNotJSON(JSONError(.duplicateMember("b"), at: 12))
        ),
        Case(
            "a payload nested too deep",
            payload: #"{"x":\#(String(repeating: "[", count: 16))\#(String(repeating: "]", count: 16))}"#,
            .payloadNotJSON(JSONError(.tooDeep(limit: 16), at: 20))
        ),
    ]

    private static let timeCases: [Case] = [
        Case("no exp", .claiming("exp", nil), .claimMissing("exp")),
        Case("exp null", .claiming("exp", "null"), .claimInvalid("exp", expected: time)),
        Case("exp as a string", .claiming("exp", #""4102444800""#), .claimInvalid("exp", expected: time)),
        Case("exp true", .claiming("exp", "true"), .claimInvalid("exp", expected: time)),
        Case("exp in an array", .claiming("exp", "[4102444800]"), .claimInvalid("exp", expected: time)),
        // jansson cannot read it either, so that libjwt is the first to refuse.
        Case(
            "exp beyond all numbers", .claiming("exp", "1.5e400"), .signatureInvalid,
            accessToken: .claimInvalid("exp", expected: time)
        ),
        Case("exp beyond all calendars", .claiming("exp", "1e300"), .claimInvalid("exp", expected: time)),
        Case("exp before 1970", .claiming("exp", "-1"), .claimInvalid("exp", expected: time)),
        Case("exp 0", .claiming("exp", "0"), .expired),
        Case("exp now, less the leeway", .claiming("exp", "1799999970"), .expired),
        Case("exp a fraction past that", .claiming("exp", "1799999970.9"), .expired),
        Case(
            "exp now, without leeway", .claiming("exp", "1800000000"), .expired, variables: ["PALISADE_JWT_LEEWAY": "0"]
        ),
        Case("nbf in the future", .claiming("nbf", "1800000031"), .notYetValid),
        Case("nbf a fraction in the future", .claiming("nbf", "1800000030.1"), .notYetValid),
        Case("nbf as a string", .claiming("nbf", #""1""#), .claimInvalid("nbf", expected: time)),
        Case("nbf null", .claiming("nbf", "null"), .claimInvalid("nbf", expected: time)),
        Case("iat in the future", .claiming("iat", "1800000031"), .issuedInFuture),
        Case("iat as a string", .claiming("iat", #""1700000000""#), .claimInvalid("iat", expected: time)),
        Case("iat in milliseconds", .claiming("iat", "1700000000000"), .claimInvalid("iat", expected: time)),
    ]

    private static let issuer = ["PALISADE_JWT_ISSUER": "https://id.example/"]
    private static let audience = ["PALISADE_JWT_AUDIENCE": "palisade"]

    private static let partyCases: [Case] = [
        Case("no issuer", TokenRecipe(), .issuerNotAllowed, variables: issuer),
        Case("another issuer", .claiming("iss", #""https://id.example""#), .issuerNotAllowed, variables: issuer),
        Case(
            "issuers in an array", .claiming("iss", #"["https://id.example/"]"#), .issuerNotAllowed, variables: issuer),
        Case("an audience where none is configured", .claiming("aud", #""palisade""#), .audienceUnexpected),
        Case("an empty audience where none is configured", .claiming("aud", "[]"), .audienceUnexpected),
        Case("an audience null where none is configured", .claiming("aud", "null"), .audienceUnexpected),
        Case("no audience", TokenRecipe(), .audienceNotAllowed, variables: audience),
        Case("another audience", .claiming("aud", #""Palisade""#), .audienceNotAllowed, variables: audience),
        Case("other audiences", .claiming("aud", #"["a","b"]"#), .audienceNotAllowed, variables: audience),
        Case("no audience in an array", .claiming("aud", "[]"), .audienceNotAllowed, variables: audience),
        Case(
            "an audience that is no string beside the right one", .claiming("aud", #"["palisade",1]"#),
            .audienceNotAllowed, variables: audience
        ),
        Case("an audience object", .claiming("aud", #"{"palisade":true}"#), .audienceNotAllowed, variables: audience),
    ]

    private static let uuid = ClaimType.uuid.expectation

    private static let identityCases: [Case] = [
        Case("no user", .claiming("sub", nil), .claimMissing("sub")),
        Case("no tenant", .claiming("tenant_id", nil), .claimMissing("tenant_id")),
        Case("a tenant null", .claiming("tenant_id", "null"), .claimMissing("tenant_id")),
        Case(
            "a tenant that is no UUID", .claiming("tenant_id", #""acme""#), .claimInvalid("tenant_id", expected: uuid)),
        Case("a tenant in an array", .claiming("tenant_id", #"["x"]"#), .claimInvalid("tenant_id", expected: uuid)),
        Case("a tenant that is a number", .claiming("tenant_id", "1"), .claimInvalid("tenant_id", expected: uuid)),
        Case(
            "a tenant in braces", .claiming("tenant_id", #""{aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa}""#),
            .claimInvalid("tenant_id", expected: uuid)
        ),
        Case(
            "a tenant without hyphens", .claiming("tenant_id", #""aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa""#),
            .claimInvalid("tenant_id", expected: uuid)
        ),
        Case(
            "a tenant with SQL behind", .claiming("tenant_id", #""aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'--""#),
            .claimInvalid("tenant_id", expected: uuid)
        ),
        Case("no role", .claiming("role", nil), .claimMissing("role")),
        Case("a role that nobody listed", .claiming("role", #""superuser""#), .roleNotAllowed),
        Case("a role by its database name", .claiming("role", #""palisade_member""#), .roleNotAllowed),
        Case("a role in capitals", .claiming("role", #""Member""#), .roleNotAllowed),
        Case("a role with SQL behind", .claiming("role", #""member; reset role""#), .roleNotAllowed),
        Case("an empty role", .claiming("role", #""""#), .roleNotAllowed),
        Case("roles in an array", .claiming("role", #"["member"]"#), .claimInvalid("role", expected: "a string")),
        Case("role null", .claiming("role", "null"), .claimMissing("role")),
    ]

    @Test(arguments: cases)
    func `a token with one thing wrong is refused for just that`(_ hostile: Case) throws {
        let verifier = try TokenVerifier.test(hostile.variables)
        #expect(verifier.refusal(of: hostile.headers) == hostile.error)
        // Neither the refusal nor the token leaves anything behind.
        #expect(verifier.refusal(of: hostile.headers) == hostile.error)
    }

    @Test func `the same token without anything wrong is accepted`() throws {
        #expect(try TokenVerifier.test().refusal(Self.valid) == nil)
    }

    @Test func `all refusals look the same to the client and differ in the log`() {
        var faces: Set<String> = []
        for error in Self.cases.map(\.error) + [.missing] {
            faces.insert("\(error)")
            #expect(!error.reason.isEmpty)
            #expect(error.debugDescription == error.reason)
        }
        #expect(faces == [TokenError.publicMessage])
        #expect(Set(Self.cases.map(\.error.reason)).count > 25)
    }

    @Test func `no reason quotes the token`() {
        for hostile in Self.cases {
            for value in ["superuser", "acme", "../../dev/null", "palisade_member", "https://id.example"] {
                #expect(!hostile.error.reason.contains(value), "\(hostile.name)")
            }
        }
        let error = TokenError.payloadNotJSON(JSONError(.duplicateMember("private"), at: 7))
        #expect(error.reason == "the token's payload is not acceptable JSON: duplicate member at byte 7")
    }

    @Test func `no mutation of a valid token is accepted`() throws {
        let verifier = try TokenVerifier.test()
        let valid = Array(Self.valid.utf8)
        let alphabet = Array("ABCXYZabcxyz0189-_.=+/ \n".utf8)
        var state: UInt64 = 0x243F_6A88_85A3_08D3
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        while refused < 1_000 {
            var mutant = valid
            for _ in 0...random(below: 3) {
                let index = random(below: mutant.count)
                switch random(below: 5) {
                case 0: mutant[index] = alphabet[random(below: alphabet.count)]
                case 1: mutant[index] ^= 1 << UInt8(random(below: 8))
                case 2: mutant.remove(at: index)
                case 3: mutant.insert(alphabet[random(below: alphabet.count)], at: index)
                default: mutant.swapAt(index, random(below: mutant.count))
                }
            }
            guard mutant != valid else { continue }
            let text = String(decoding: mutant, as: UTF8.self)
            #expect(verifier.refusal(text) != nil, "\(text)")
            // With the valid token in the cache the mutants fare no better.
            if refused == 500 { #expect(verifier.refusal(Self.valid) == nil) }
            refused += 1
        }
    }

    @Test func `every other last character of the signature is refused`() throws {
        let verifier = try TokenVerifier.test()
        let last = try #require(Self.valid.last)
        for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" where character != last {
            #expect(verifier.refusal(Self.valid.dropLast() + String(character)) != nil)
        }
    }

    @Test func `an RSA public key does not verify a token that is signed with its text`() throws {
        let verifier = TokenVerifier(
            configuration: try .test(publicKey: KeyFixtures.rsa2048), clock: SettableClock().clock
        )
        let forged = TokenRecipe(key: Array(KeyFixtures.rsa2048.utf8)).text
        #expect(verifier.refusal(forged) == .algorithmNotAllowed)
        let named = TokenRecipe(header: #"{"alg":"RS256"}"#, key: Array(KeyFixtures.rsa2048.utf8)).text
        #expect(verifier.refusal(named) == .signatureInvalid)
    }

    @Test func `the same secret under another algorithm is refused`() throws {
        let signer = try TokenSigner(configuration: .test(["PALISADE_JWT_ALGORITHM": "HS512"]))
        let token = try signer.token(claims: JSON.parse(TokenRecipe.claims))
        #expect(try TokenVerifier.test().refusal(token) == .algorithmNotAllowed)
        #expect(try TokenVerifier.test(["PALISADE_JWT_ALGORITHM": "HS512"]).refusal(token) == nil)
    }
}

extension TokenRecipe {
    /// Signed with a key that the header brings along by all the ways there are.
    fileprivate static var withOwnKey: TokenRecipe {
        let key = "0123456789abcdefghijklmnopqrstuv"
        return TokenRecipe(
            header: #"{"alg":"HS256","jku":"https://evil.example/keys","x5u":"https://evil.example/key.pem","#
                + #""x5c":["MIIB"],"jwk":{"kty":"oct","k":"\#(base64url(Array(key.utf8)))"}}"#,
            key: Array(key.utf8)
        )
    }
}
