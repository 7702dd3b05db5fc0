// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct TokenCacheTests {
    private func verifier(
        _ clock: SettableClock, _ variables: [String: String] = [:]
    ) throws -> TokenVerifier {
        TokenVerifier(configuration: try .test(variables), clock: clock.clock)
    }

    @Test func `a verified token is remembered for a minute`() throws {
        let clock = SettableClock()
        let verifier = try verifier(clock)
        let headers = ["Bearer \(TokenRecipe().text)"]
        #expect(try verifier.rememberedContext(authorizationHeaders: headers) == nil)
        let context = try verifier.verify(authorizationHeaders: headers)
        #expect(try verifier.rememberedContext(authorizationHeaders: headers) == context)
        clock.set(TokenRecipe.now + 59)
        #expect(try verifier.rememberedContext(authorizationHeaders: headers) == context)
        clock.set(TokenRecipe.now + 60)
        #expect(try verifier.rememberedContext(authorizationHeaders: headers) == nil)
        #expect(try verifier.verify(authorizationHeaders: headers) == context)
        #expect(try verifier.rememberedContext(authorizationHeaders: headers) == context)
    }

    @Test func `a token that expires is forgotten the second it does`() throws {
        let clock = SettableClock()
        let verifier = try verifier(clock, ["PALISADE_JWT_LEEWAY": "5"])
        let token = TokenRecipe.claiming("exp", "\(TokenRecipe.now + 10)").text
        #expect(verifier.refusal(token) == nil)
        clock.set(TokenRecipe.now + 14)
        #expect(verifier.refusal(token) == nil)
        clock.set(TokenRecipe.now + 15)
        #expect(try verifier.rememberedContext(authorizationHeaders: ["Bearer \(token)"]) == nil)
        #expect(verifier.refusal(token) == .expired)
    }

    @Test func `a clock that is set back lengthens no life`() throws {
        let clock = SettableClock()
        let verifier = try verifier(clock)
        let headers = ["Bearer \(TokenRecipe().text)"]
        _ = try verifier.verify(authorizationHeaders: headers)
        clock.set(TokenRecipe.now - 1)
        #expect(try verifier.rememberedContext(authorizationHeaders: headers) == nil)
    }

    @Test func `refused tokens are not remembered`() throws {
        let clock = SettableClock()
        let verifier = try verifier(clock)
        let early = TokenRecipe.claiming("nbf", "\(TokenRecipe.now + 100)").text
        #expect(verifier.refusal(early) == .notYetValid)
        clock.set(TokenRecipe.now + 100)
        #expect(verifier.refusal(early) == nil)
    }

    @Test func `only exactly the same bytes are a hit`() throws {
        let verifier = try verifier(SettableClock())
        // U+212A is canonically equivalent to K, so that Swift's strings compare equal.
        let token = TokenRecipe.claiming("x", #""((((((((""#).text
        let position = try #require(token.firstIndex(of: "K"))
        let lookalike = token[..<position] + "\u{212A}" + token[token.index(after: position)...]
        #expect(verifier.refusal(token) == nil)
        #expect(lookalike == token)
        #expect(try verifier.rememberedContext(authorizationHeaders: ["Bearer \(lookalike)"]) == nil)
        #expect(verifier.refusal(String(lookalike)) == .malformed)
        // The same signature under another payload shares the hash.
        let parts = TokenRecipe.claiming("role", #""admin""#).text.split(separator: ".")
        let forged = "\(parts[0]).\(parts[1]).\(token.split(separator: ".")[2])"
        #expect(try verifier.rememberedContext(authorizationHeaders: ["Bearer \(forged)"]) == nil)
        #expect(verifier.refusal(forged) == .signatureInvalid)
    }

    @Test func `never more tokens are remembered than the capacity`() throws {
        let context = try #require(TokenVerifier.test().anonymousContext)
        for capacity in [0, 1, 2, 10, 100] {
            let cache = TokenCache(capacity: capacity)
            for number in 0..<(capacity * 5 + 5) {
                cache.store(context, for: "\(number)", at: 0, validUntil: 100)
                #expect(cache.count <= capacity)
                #expect((cache.context(for: "\(number)", at: 0) != nil) == (capacity > 1))
            }
        }
    }

    @Test func `what is used stays while others come and go`() throws {
        let context = try #require(TokenVerifier.test().anonymousContext)
        let cache = TokenCache(capacity: 10)
        cache.store(context, for: "used", at: 0, validUntil: 100)
        for number in 0..<1_000 {
            cache.store(context, for: "\(number)", at: 0, validUntil: 100)
            #expect(cache.context(for: "used", at: 0) != nil)
        }
        #expect(cache.context(for: "0", at: 0) == nil)
        #expect(cache.count <= 10)
    }

    @Test func `many threads get each their own context`() async throws {
        let verifier = try verifier(SettableClock(), ["PALISADE_JWT_CACHE": "8"])
        let roles = ["anon", "member", "analyst", "admin", "service"]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for round in 0..<300 {
                        let role = roles[(round + worker) % roles.count]
                        let token = TokenRecipe.claiming([("role", "\"\(role)\""), ("n", "\(round % 4)")]).text
                        let context = try verifier.verify(token)
                        #expect(context.databaseRole == "palisade_\(role)")
                        #expect(verifier.refusal(token.dropLast(4) + "AAAA") == .signatureInvalid)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
