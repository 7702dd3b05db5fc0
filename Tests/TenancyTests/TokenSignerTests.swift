// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct TokenSignerTests {
    private func token(_ configuration: TenancyConfiguration, extra: [JSONMember] = []) throws -> String {
        try TokenSigner(configuration: configuration).token(
            subject: TokenRecipe.user, tenant: TokenRecipe.tenant, role: "member", issuedAt: TokenRecipe.now,
            lifetime: 3_600, extra: extra
        )
    }

    @Test(arguments: ["HS256", "HS384", "HS512"])
    func `a signed token is accepted by a verifier of the same configuration`(algorithm: String) throws {
        let clock = SettableClock()
        let configuration = try TenancyConfiguration.test([
            "PALISADE_JWT_ALGORITHM": algorithm, "PALISADE_JWT_KEY_ID": "k1", "PALISADE_JWT_ISSUER": "me",
            "PALISADE_JWT_AUDIENCE": "you",
        ])
        let token = try token(configuration, extra: [JSONMember(name: "name", value: .string("\"Ä\u{1}"))])
        let verifier = TokenVerifier(configuration: configuration, clock: clock.clock)
        let context = try verifier.verify(token)
        #expect(context.databaseRole == "palisade_member")
        #expect(context.tenant == TokenRecipe.tenant)
        #expect(context.subject == TokenRecipe.user)
        #expect(context.expiresAt == TokenRecipe.now + 3_600)
        #expect(try JSON.parse(context.claimsJSON)["name"] == .string("\"Ä\u{1}"))
        clock.set(TokenRecipe.now + 3_630)
        #expect(verifier.refusal(token) == .expired)
    }

    @Test func `claims stand where the configuration looks for them`() throws {
        let configuration = try TenancyConfiguration.test([
            "PALISADE_TENANT_CLAIM": "/app_metadata/tenant", "PALISADE_ROLE_CLAIM": "/app_metadata/role",
        ])
        let verifier = TokenVerifier(configuration: configuration, clock: SettableClock().clock)
        let context = try verifier.verify(try token(configuration))
        #expect(context.tenant == TokenRecipe.tenant)
        let metadata = try JSON.parse(context.claimsJSON)["app_metadata"]
        #expect(metadata?["tenant"] == .string(TokenRecipe.tenant))
        #expect(metadata?["role"] == .string("member"))
        #expect(metadata?.members?.count == 2)
    }

    @Test func `an integer claim is signed as a number`() throws {
        let configuration = try TenancyConfiguration.test(["PALISADE_REQUIRED_CLAIMS": "sub:int"])
        let token = try TokenSigner(configuration: configuration).token(
            subject: "42", tenant: nil, role: "admin", issuedAt: TokenRecipe.now, lifetime: 60
        )
        let verifier = TokenVerifier(configuration: configuration, clock: SettableClock().clock)
        #expect(try verifier.verify(token).subject == "42")
    }

    @Test func `claims that are no object are not signed`() throws {
        let signer = try TokenSigner(configuration: .test())
        #expect(throws: SigningError.claimsNotObject) { try signer.token(claims: .array([])) }
    }
}

struct HMACSHA256Tests {
    // RFC 4231, test cases 2 and 6.
    @Test(arguments: [
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `the tests' own HMAC gives the published codes`(key: [UInt8], message: String, code: String) {
        let bytes = HMACSHA256.code(for: Array(message.utf8), key: key)
        #expect(bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() == code)
    }
}
