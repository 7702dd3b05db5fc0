// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct VerificationKeyTests {
    private func fault(_ make: () throws -> some Any) -> KeyFault? {
        do {
            _ = try make()
            return nil
        } catch {
            return error as? KeyFault
        }
    }

    @Test(arguments: [
        (TokenAlgorithm.rs256, KeyFixtures.rsa2048, KeyFixtures.rs256Token),
        (.rs384, KeyFixtures.rsa2048, KeyFixtures.rs384Token), (.rs512, KeyFixtures.rsa2048, KeyFixtures.rs512Token),
        (.es256, KeyFixtures.p256, KeyFixtures.es256Token), (.es384, KeyFixtures.p384, KeyFixtures.es384Token),
        (.es512, KeyFixtures.p521, KeyFixtures.es512Token),
    ])
    func `a public key verifies the tokens of its private key and no others`(
        algorithm: TokenAlgorithm, pem: String, token: String
    ) throws {
        let verifier = TokenVerifier(
            configuration: try .test(publicKey: pem, algorithm: algorithm), clock: SettableClock().clock
        )
        #expect(try verifier.verify(token).tenant == TokenRecipe.tenant)
        var mutant = Array(token)
        mutant[mutant.count - 10] = mutant[mutant.count - 10] == "A" ? "B" : "A"
        #expect(verifier.refusal(String(mutant)) == .signatureInvalid)
        #expect(verifier.refusal(TokenRecipe().text) == .algorithmNotAllowed)
        #expect(throws: SigningError.noSecret) { try TokenSigner(configuration: verifier.configuration) }
    }

    @Test func `a key has its kind's own algorithm where none is named`() throws {
        #expect(try VerificationKey(publicKeyPEM: KeyFixtures.rsa2048).algorithm == .rs256)
        #expect(try VerificationKey(publicKeyPEM: KeyFixtures.p256).algorithm == .es256)
        #expect(try VerificationKey(publicKeyPEM: KeyFixtures.p384).algorithm == .es384)
        #expect(try VerificationKey(publicKeyPEM: KeyFixtures.p521).algorithm == .es512)
        #expect(try VerificationKey(publicKeyPEM: KeyFixtures.ed25519).algorithm == .edDSA)
    }

    @Test func `a token for another RSA hash is refused`() throws {
        let verifier = TokenVerifier(
            configuration: try .test(publicKey: KeyFixtures.rsa2048, algorithm: .rs512), clock: SettableClock().clock
        )
        #expect(verifier.refusal(KeyFixtures.rs256Token) == .algorithmNotAllowed)
    }

    @Test func `a public key of another kind or size is refused`() {
        #expect(
            fault { try VerificationKey(publicKeyPEM: KeyFixtures.p256, algorithm: .es384) } == .keyDoesNotFit(.es384))
        #expect(
            fault { try VerificationKey(publicKeyPEM: KeyFixtures.p256, algorithm: .rs256) } == .keyDoesNotFit(.rs256))
        #expect(
            fault { try VerificationKey(publicKeyPEM: KeyFixtures.rsa2048, algorithm: .es256) }
                == .keyDoesNotFit(.es256))
        #expect(
            fault { try VerificationKey(publicKeyPEM: KeyFixtures.rsa2048, algorithm: .hs256) }
                == .algorithmTakesSecret(.hs256)
        )
        #expect(fault { try VerificationKey(publicKeyPEM: KeyFixtures.rsa1024) } == .rsaKeyTooSmall(bitCount: 1_024))
    }

    @Test(arguments: [
        "", "PUBLIC KEY", KeyFixtures.secp256k1,
        KeyFixtures.ed25519.replacing("K2Vw", with: "K2Vx"),
        KeyFixtures.rsa2048.replacing("PUBLIC KEY", with: "RSA PUBLIC KEY"),
        KeyFixtures.rsa2048.replacing("PUBLIC KEY", with: "PRIVATE KEY"),
        KeyFixtures.rsa2048.replacing("PUBLIC KEY", with: "CERTIFICATE"),
        KeyFixtures.rsa2048 + "\n" + KeyFixtures.p256,
        String(KeyFixtures.rsa2048.dropLast(20)), KeyFixtures.p256.replacing("MFkw", with: "MFkx"),
        KeyFixtures.p256.replacing("MFkw", with: "!Fkw"),
    ])
    func `a text that is no public key we know is refused`(pem: String) {
        #expect(fault { try VerificationKey(publicKeyPEM: pem) } == .notPublicKey)
    }

    @Test func `an RSA key with numbers that no key has is refused`() throws {
        guard case .rsa(let modulus, let exponent)? = SubjectPublicKeyInfo(pem: KeyFixtures.rsa2048)?.key else {
            Issue.record("no RSA key")
            return
        }
        func fault(_ modulus: [UInt8], _ exponent: [UInt8]) -> KeyFault? {
            self.fault { try VerificationKey(publicKeyPEM: PublicKeyPEM.rsa(modulus: modulus, exponent: exponent)) }
        }
        #expect(fault(modulus, exponent) == nil)
        #expect(fault(modulus, [3]) == nil)
        // Nothing, one, even, 34 bits, the modulus itself.
        for unusable in [[0], [1], [2], [1, 0, 0], [2, 0, 0, 0, 1], modulus] {
            #expect(fault(modulus, unusable) == .rsaKeyUnusable, "\(unusable)")
        }
        #expect(fault(modulus.dropLast() + [0], exponent) == .rsaKeyUnusable)
        #expect(fault([0x80] + Array(repeating: 0xFF, count: 1_023), exponent) == nil)
        #expect(fault([0x80] + Array(repeating: 0xFF, count: 1_024), exponent) == .rsaKeyUnusable)
    }

    @Test func `a point in a form that is not known, or not on its curve, is refused`() {
        for (point, byteCount) in [([UInt8(0)], 1), ([0x04], 1), ([0x06], 65), ([0x04], 64), ([0x02], 33)] {
            let bytes = point + Array(repeating: UInt8(0xFF), count: byteCount - 1)
            let pem = PublicKeyPEM.ellipticCurve(SubjectPublicKeyInfo.prime256v1, point: bytes)
            #expect(fault { try VerificationKey(publicKeyPEM: pem) } == .pointNotOnCurve, "\(point) \(byteCount)")
        }
    }

    @Test func `every prefix of a public key is refused`() throws {
        let lines = KeyFixtures.rsa2048.split(separator: "\n").map(String.init)
        let body = lines.dropFirst().dropLast().joined()
        for count in stride(from: 4, to: body.count, by: 4) {
            let pem = "\(lines[0])\n\(body.prefix(count))\n\(lines[lines.count - 1])"
            #expect(fault { try VerificationKey(publicKeyPEM: pem) } == .notPublicKey)
        }
    }

    @Test func `a secret as long as the hash is needed`() throws {
        let secret = Array(TokenRecipe.secret.utf8)
        for (algorithm, minimum) in [(TokenAlgorithm.hs256, 32), (.hs384, 48), (.hs512, 64)] {
            #expect(
                try VerificationKey(secret: Array(secret.prefix(minimum)), algorithm: algorithm).algorithm == algorithm)
            #expect(
                fault { try VerificationKey(secret: Array(secret.prefix(minimum - 1)), algorithm: algorithm) }
                    == .secretTooShort(byteCount: minimum - 1, minimum: minimum, algorithm: algorithm)
            )
        }
        #expect(fault { try VerificationKey(secret: secret, algorithm: .rs256) } == .algorithmTakesPublicKey(.rs256))
    }

    @Test(arguments: [
        ("", KeyFault.secretEmpty),
        ("secret", .secretTooShort(byteCount: 6, minimum: 32, algorithm: .hs256)),
        (KeyFixtures.rsa2048, .secretIsPEM),
        ("  " + KeyFixtures.p256, .secretIsPEM),
        (TokenRecipe.secret + "\n", .secretHasOuterWhitespace),
        (" " + TokenRecipe.secret, .secretHasOuterWhitespace),
        (String(repeating: "a", count: 64), .secretIsRepetitive),
        (String(repeating: "0123456789", count: 4), .secretIsRepetitive),
        (String(repeating: "Xk9!mQ2zRt7#", count: 5), .secretIsRepetitive),
        ("your-256-bit-secret-your-256-bit-secret-plus", .secretIsSample),
        ("super-secret-jwt-token-with-at-least-32-characters-long", .secretIsSample),
        ("your-super-secret-jwt-token-with-at-least-32-characters-long", .secretIsSample),
        ("reallyreallyreallyreallyverysafe", .secretIsSample),
        ("a-string-secret-at-least-256-bits-long", .secretIsSample),
        ("CHANGE_ME_CHANGE_ME_CHANGE_ME_PLEASE", .secretIsSample),
        ("qwertyuiopasdfghjklzxcvbnm123456", .secretIsSample),
    ])
    func `a secret that others know or guess is refused`(secret: String, expected: KeyFault) {
        #expect(fault { try VerificationKey(secret: Array(secret.utf8), algorithm: .hs256) } == expected)
    }

    @Test func `random secrets in the usual spellings are accepted`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let random = (0..<48).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let hexadecimal = random.prefix(32).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
            for secret in [random, Array(base64url(random).utf8), Array(hexadecimal.utf8)] {
                if let first = secret.first, let last = secret.last, first <= 0x20 || last <= 0x20 { continue }
                #expect(fault { try VerificationKey(secret: secret, algorithm: .hs256) } == nil)
            }
        }
    }

    @Test func `nothing printed of a key or a configuration holds the key`() throws {
        let configuration = try TenancyConfiguration.test(["PALISADE_JWT_KEY_ID": "k1"])
        var dumped = ""
        dump(configuration, to: &dumped)
        let firstBytes = "\(Array(TokenRecipe.secret.utf8.prefix(4)))".dropLast()
        for text in ["\(configuration)", String(reflecting: configuration), "\(configuration.keys.keys)", dumped] {
            #expect(!text.contains(TokenRecipe.secret.prefix(8)))
            #expect(!text.contains(firstBytes))
        }
        #expect("\(configuration.keys.keys[0])" == "HS256 key k1 (redacted)")
    }

    @Test func `two keys are told apart by kid, each with its own algorithm`() throws {
        let other = String(TokenRecipe.secret.reversed())
        var configuration = try TenancyConfiguration.test()
        configuration.keys = try KeyRing([
            VerificationKey(secret: Array(TokenRecipe.secret.utf8), algorithm: .hs256, identifier: "old"),
            VerificationKey(secret: Array(other.utf8), algorithm: .hs256, identifier: "new"),
            VerificationKey(publicKeyPEM: KeyFixtures.rsa2048, identifier: "rsa"),
        ])
        let verifier = TokenVerifier(configuration: configuration, clock: SettableClock().clock)
        func token(_ kid: String, _ secret: String) -> String {
            TokenRecipe(header: #"{"alg":"HS256","kid":"\#(kid)"}"#, key: Array(secret.utf8)).text
        }
        #expect(verifier.refusal(token("old", TokenRecipe.secret)) == nil)
        #expect(verifier.refusal(token("new", other)) == nil)
        #expect(verifier.refusal(token("old", other)) == .signatureInvalid)
        #expect(verifier.refusal(token("new", TokenRecipe.secret)) == .signatureInvalid)
        #expect(verifier.refusal(token("rsa", KeyFixtures.rsa2048)) == .algorithmNotAllowed)
        #expect(verifier.refusal(TokenRecipe().text) == .keyUnknown)
        #expect(verifier.refusal(token("", TokenRecipe.secret)) == .keyUnknown)
        // Once the old key is withdrawn, its tokens are refused although they were accepted a moment ago.
        configuration.keys = try KeyRing([configuration.keys.keys[1]])
        let renewed = TokenVerifier(configuration: configuration, clock: SettableClock().clock)
        #expect(renewed.refusal(token("old", TokenRecipe.secret)) == .keyUnknown)
        #expect(renewed.refusal(token("new", other)) == nil)
    }

    @Test func `a ring needs keys with different identifiers`() throws {
        let key = try VerificationKey(secret: Array(TokenRecipe.secret.utf8), algorithm: .hs256)
        #expect(fault { try KeyRing([]) } == .noKey)
        #expect(fault { try KeyRing([key, key]) } == .identifierDuplicate)
        for identifier in ["", "a\nb", String(repeating: "k", count: 257)] {
            #expect(
                fault {
                    try VerificationKey(
                        secret: Array(TokenRecipe.secret.utf8), algorithm: .hs256, identifier: identifier)
                } == .identifierUnusable
            )
        }
    }
}
