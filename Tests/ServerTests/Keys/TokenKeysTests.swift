// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import JSON
import LocalServerTesting
import NIOCore
import NIOHTTP1
import Synchronization
import Tenancy
import Testing

@testable import Server

/// Keys in files and at addresses, and what that means for requests.
@Suite(.timeLimit(.minutes(1)))
struct TokenKeysTests {
    private static func tenancy(_ variables: [String: String]) throws -> TenancyConfiguration {
        try TenancyConfiguration(
            variables: variables.merging(["PALISADE_ROLES": "member=test_member"]) { own, _ in own })
    }

    /// A server whose keys are elsewhere; its own signer is of no use then.
    private static func with(
        _ keys: TokenKeys, _ body: @escaping @Sendable (TestHTTPServer) async throws -> Void
    ) async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), keys: keys, body)
    }

    /// When even keys that their issuer calls good for long are to be read again.
    private static func whenAllIsDue() -> NIODeadline { .now() + KeySourceState.ages.upperBound }

    private final class Flag: Sendable {
        let isUp = Atomic(false)
    }

    private static func status(_ server: TestHTTPServer, _ token: String) async throws -> Int? {
        try await server.exchange(
            server.post(#"{"query":"{ __typename }"}"#, changes: ["Authorization": "Bearer \(token)"]))?.status
    }

    @Test func `keys in a file are read again when they change`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "palisade-keys-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try IssuerFixtures.set(IssuerFixtures.rsa2048).write(to: file, atomically: true, encoding: .utf8)
        let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": file.path]), logger: TestHTTPServer.logger)
        #expect(!keys.isComplete)
        await keys.look()
        #expect(keys.isComplete)
        try await Self.with(keys) { (server: TestHTTPServer) async throws -> Void in
            #expect(try await Self.status(server, IssuerFixtures.rs256Token) == 200)
            #expect(try await Self.status(server, IssuerFixtures.es256Token) == 401)

            try IssuerFixtures.set(IssuerFixtures.p256).write(to: file, atomically: true, encoding: .utf8)
            await keys.look()
            // A token that was remembered as good is not, once its key has gone.
            #expect(try await Self.status(server, IssuerFixtures.rs256Token) == 401)
            #expect(try await Self.status(server, IssuerFixtures.es256Token) == 200)

            let before = keys.verifier
            try "no keys".write(to: file, atomically: true, encoding: .utf8)
            await keys.look()
            #expect(keys.verifier === before)
            #expect(try await Self.status(server, IssuerFixtures.es256Token) == 200)
        }
    }

    @Test func `while keys change, no token of the old one is taken once they have`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "palisade-keys-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try IssuerFixtures.set(IssuerFixtures.rsa2048).write(to: file, atomically: true, encoding: .utf8)
        let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": file.path]), logger: TestHTTPServer.logger)
        await keys.look()
        try await Self.with(keys) { (server: TestHTTPServer) async throws -> Void in
            let flag = Flag()
            try await withThrowingTaskGroup(of: Int.self) { group async throws -> Void in
                for _ in 0..<4 {
                    group.addTask { () async throws -> Int in
                        var refused = 0
                        while refused < 20 {
                            let isOver = flag.isUp.load(ordering: .sequentiallyConsistent)
                            let status = try await Self.status(server, IssuerFixtures.rs256Token)
                            #expect(status == 401 || status == 200 && !isOver)
                            if status != 200 { refused += 1 }
                        }
                        return refused
                    }
                }
                try IssuerFixtures.set(IssuerFixtures.p256).write(to: file, atomically: true, encoding: .utf8)
                await keys.look()
                flag.isUp.store(true, ordering: .sequentiallyConsistent)
                #expect(try await Self.status(server, IssuerFixtures.es256Token) == 200)
                for try await refused in group { #expect(refused == 20) }
            }
        }
    }

    @Test func `keys at an address are fetched, and fetched again for a key that is not known`() async throws {
        let issuer = IssuerServer(
            IssuerFixtures.set(IssuerFixtures.rsa2048.replacing("{", with: #"{"kid":"old","#, maxReplacements: 1)))
        try await issuer.with { () async throws -> Void in
            let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": issuer.address]), logger: TestHTTPServer.logger)
            try await Self.with(keys) { (server: TestHTTPServer) async throws -> Void in
                // The first token that needs them has them fetched.
                #expect(try await server.exchange(server.request("GET", "/health/ready"))?.status == 503)
                #expect(try await Self.status(server, IssuerFixtures.rs256Token) == 200)
                #expect(try await server.exchange(server.request("GET", "/health/ready"))?.status == 200)
                #expect(issuer.requests == 1)

                // Tokens with keys that nobody has are refused, and the issuer is left alone.
                for number in 0..<20 {
                    let header = Data(#"{"alg":"RS256","kid":"made up \#(number)"}"#.utf8).base64EncodedString()
                        .replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
                    let rest = IssuerFixtures.rs256Token.drop { $0 != "." }
                    #expect(try await Self.status(server, header + rest) == 401)
                }
                #expect(issuer.requests == 1)
            }
        }
    }

    @Test func `access tokens are verified by the keys of a set`() async throws {
        let (key, other) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
        let numbers = Array(key.publicKey.rawRepresentation)
        let (x, y) = (Base64URL.encode(numbers.prefix(32)), Base64URL.encode(numbers.suffix(32)))
        let issuer = IssuerServer(
            IssuerFixtures.set(#"{"kty":"EC","crv":"P-256","kid":"a","x":"\#(x)","y":"\#(y)"}"#))
        func token(_ header: String, by key: P256.Signing.PrivateKey) throws -> String {
            let payload = IssuerFixtures.es256Token.split(separator: ".").dropFirst().first ?? ""
            let content = "\(Base64URL.encode(header.utf8)).\(payload)"
            let signature = try key.signature(for: Data(content.utf8)).rawRepresentation
            return "\(content).\(Base64URL.encode(signature))"
        }
        let header = #"{"alg":"ES256","kid":"a","typ":"at+jwt"}"#
        let good = try token(header, by: key)
        let bad = [
            try token(header, by: other), try token(header.replacing("at+jwt", with: "at-jwt"), by: key),
            try token(header.replacing("\"a\"", with: "\"b\""), by: key),
            try token(header.replacing("ES256", with: "ES384"), by: key),
        ]
        try await issuer.with { () async throws -> Void in
            let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": issuer.address]), logger: TestHTTPServer.logger)
            try await Self.with(keys) { (server: TestHTTPServer) async throws -> Void in
                #expect(try await Self.status(server, good) == 200)
                for token in bad { #expect(try await Self.status(server, token) == 401) }
                #expect(try await Self.status(server, good) == 200)
            }
        }
    }

    @Test func `an issuer that fails leaves its keys in force`() async throws {
        let issuer = IssuerServer(IssuerFixtures.set(IssuerFixtures.rsa2048))
        try await issuer.with { () async throws -> Void in
            let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": issuer.address]), logger: TestHTTPServer.logger)
            await keys.look()
            let before = keys.verifier
            let faults = [
                IssuerServer.Answer(status: .internalServerError, body: ""), IssuerServer.Answer(body: "<html>"),
                IssuerServer.Answer(body: #"{"keys":[]}"#),
                // Where it points could be anybody's.
                IssuerServer.Answer(status: .found, fields: ["Location": issuer.address], body: ""),
            ]
            for fault in faults {
                issuer.set(fault)
                let count = issuer.requests
                await keys.look(now: Self.whenAllIsDue())
                #expect(issuer.requests == count + 1)
                #expect(keys.verifier === before)
                #expect(keys.isComplete)
            }
            issuer.set(IssuerServer.Answer(body: IssuerFixtures.set(IssuerFixtures.p256)))
            await keys.look(now: Self.whenAllIsDue())
            #expect(keys.verifier !== before)
        }
    }

    @Test func `an answer that never ends is left at its limit`() async throws {
        let issuer = IssuerServer("")
        var answer = IssuerServer.Answer(body: String(repeating: " ", count: 1 << 16))
        answer.isEndless = true
        issuer.set(answer)
        try await issuer.with { () async throws -> Void in
            let fault = await #expect(throws: KeySourceFault.self) { try await KeySetFetcher().fetch(issuer.address) }
            #expect(fault?.problem == "has more than 1048576 bytes")
        }
    }

    @Test func `an answer that drips is left when its time is over`() async throws {
        let issuer = IssuerServer("")
        var answer = IssuerServer.Answer(body: " ")
        (answer.isEndless, answer.pause) = (true, .milliseconds(100))
        issuer.set(answer)
        try await issuer.with { () async throws -> Void in
            let fault = await #expect(throws: KeySourceFault.self) {
                try await KeySetFetcher(patience: .seconds(1)).fetch(issuer.address)
            }
            #expect(fault?.problem == "cannot be fetched: it did not answer in time")
        }
    }

    @Test func `whoever needs a key waits for the look that runs, and starts no other`() async throws {
        let issuer = IssuerServer(IssuerFixtures.set(IssuerFixtures.rsa2048))
        try await issuer.with { () async throws -> Void in
            let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": issuer.address]), logger: TestHTTPServer.logger)
            try await Self.with(keys) { (server: TestHTTPServer) async throws -> Void in
                // None is known yet.
                issuer.set(Self.slow(IssuerFixtures.rsa2048))
                await withTaskGroup(of: Int?.self) { group in
                    for _ in 0..<5 {
                        group.addTask { try? await Self.status(server, IssuerFixtures.rs256Token) }
                    }
                    for await status in group { #expect(status == 200) }
                }
                #expect(issuer.requests == 1)

                // Of several keys with names none is meant by a token without one.
                func named(_ name: String, _ key: String) -> String {
                    key.replacing("{", with: #"{"kid":"\#(name)","#, maxReplacements: 1)
                }
                issuer.set(
                    IssuerServer.Answer(
                        body: IssuerFixtures.set(
                            "\(named("a", IssuerFixtures.rsa2048)),\(named("b", IssuerFixtures.p256))")))
                await keys.look(now: Self.whenAllIsDue())
                #expect(try await Self.status(server, IssuerFixtures.es256Token) == 401)
                #expect(issuer.requests == 2)

                // Keys change, and a look for them runs.
                issuer.set(Self.slow(IssuerFixtures.p256))
                async let reloaded: Void = keys.look(now: Self.whenAllIsDue())
                try await waitUntil { issuer.requests == 3 }
                #expect(try await Self.status(server, IssuerFixtures.es256Token) == 200)
                await reloaded
                #expect(try await Self.status(server, IssuerFixtures.rs256Token) == 401)
                #expect(issuer.requests == 3)
            }
        }
    }

    private static func slow(_ key: String) -> IssuerServer.Answer {
        var answer = IssuerServer.Answer(body: IssuerFixtures.set(key))
        answer.delay = .seconds(2)
        return answer
    }

    @Test func `without any keys tokens cannot be verified, which is the server's fault`() async throws {
        let keys = TokenKeys(try Self.tenancy(["PALISADE_JWKS": "/nowhere/keys.json"]), logger: TestHTTPServer.logger)
        await keys.look()
        try await Self.with(keys) { (server: TestHTTPServer) async throws -> Void in
            #expect(try await Self.status(server, IssuerFixtures.rs256Token) == 503)
        }
    }
}
