// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

/// The algorithms that libjwt does not have: PS256 to PS512 and EdDSA.
struct FurtherAlgorithmTests {
    private typealias Fixtures = FurtherAlgorithmFixtures

    private static func verifier(_ pem: String, _ algorithm: TokenAlgorithm) throws -> TokenVerifier {
        TokenVerifier(configuration: try .test(publicKey: pem, algorithm: algorithm), clock: SettableClock().clock)
    }

    @Test(arguments: [
        (TokenAlgorithm.ps256, Fixtures.rsa, Fixtures.ps256Token), (.ps384, Fixtures.rsa, Fixtures.ps384Token),
        (.ps512, Fixtures.rsa, Fixtures.ps512Token), (.edDSA, Fixtures.ed25519, Fixtures.edDSAToken),
        (.ed25519, Fixtures.ed25519, Fixtures.ed25519Token),
    ])
    func `a token that another library signed is taken, and no mutation of it`(
        algorithm: TokenAlgorithm, pem: String, token: String
    ) throws {
        let verifier = try Self.verifier(pem, algorithm)
        #expect(try verifier.verify(token).tenant == TokenRecipe.tenant)
        let bytes = Array(token.utf8)
        for index in bytes.indices {
            var mutant = bytes
            mutant[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "Q") : UInt8(ascii: "A")
            #expect(verifier.refusal(String(decoding: mutant, as: UTF8.self)) != nil, "\(index)")
            #expect(verifier.refusal(String(decoding: bytes[..<index], as: UTF8.self)) != nil, "\(index)")
        }
    }

    @Test(arguments: [Fixtures.unsaltedToken, Fixtures.longSaltToken, Fixtures.otherMaskToken])
    func `a salt of another length, or another hash for the mask, is wrong`(token: String) throws {
        #expect(try Self.verifier(Fixtures.rsa, .ps256).refusal(token) == .signatureInvalid)
    }

    @Test(arguments: [
        (TokenAlgorithm.rs256, TokenAlgorithm.ps256), (.ps256, .rs256), (.ps256, .ps384), (.rs512, .ps512),
        (.edDSA, .ed25519), (.ed25519, .edDSA),
    ])
    func `the key decides the algorithm`(bound: TokenAlgorithm, named: TokenAlgorithm) throws {
        let verifier = try TestSigner(bound).verifier()
        for type in ["JWT", "at+jwt"] {
            #expect(try verifier.refusal(TestSigner(named).token(type: type)) == .algorithmNotAllowed)
        }
    }

    /// RFC 8037 appendix A.4.
    @Test func `the standard's own signature by Ed25519 is right`() throws {
        let json = #"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#
        let key = try #require(JSONWebKeySet(json: Array(json.utf8), publicity: .public).keys.first)
        let content = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
        let signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        #expect(SwiftCryptoSignature.isValid(try CompactToken("\(content).\(signature)"[...].utf8), for: key))
        let other = content.replacing("RXhh", with: "RXhi")
        #expect(!SwiftCryptoSignature.isValid(try CompactToken("\(other).\(signature)"[...].utf8), for: key))
    }

    /// S of a signature is below the group's order, or each signature would have others (RFC 8032 section 8.4).
    @Test func `a signature by Ed25519 has one spelling`() throws {
        let signer = try TestSigner(.edDSA)
        let token = try signer.token(type: "JWT")
        let content = String(token.prefix(upTo: try #require(token.lastIndex(of: "."))))
        var signature = try signer.sign(Array(content.utf8))
        var carry = 0
        for (index, byte) in Self.order.enumerated() {
            let sum = Int(signature[32 + index]) + Int(byte) + carry
            signature[32 + index] = UInt8(sum & 0xFF)
            carry = sum >> 8
        }
        #expect(try signer.verifier().refusal("\(content).\(base64url(signature))") == .signatureInvalid)
    }

    /// 2^252 + 27742317777372353535851937790883648493, little-endian.
    private static let order: [UInt8] =
        [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
        ] + [UInt8](repeating: 0, count: 15) + [0x10]

    @Test(arguments: [
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA", "7P_______________________________________38",
        "7f_______________________________________38", "7v________________________________________8",
        "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU", "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o",
    ])
    func `a key of Ed25519 by which anybody could sign is none`(x: String) {
        let json = #"{"keys":[{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}]}"#
        let skipped = ["key 1 is a point by which anybody could sign"]
        #expect(throws: JSONWebKeySet.Fault.noUsableKey(skipped: skipped)) {
            try JSONWebKeySet(json: Array(json.utf8), publicity: .public)
        }
    }
}
