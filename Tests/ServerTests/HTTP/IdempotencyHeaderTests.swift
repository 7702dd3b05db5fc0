// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Server

/// The header `Idempotency-Key`, before a database is asked.
@Suite(.timeLimit(.minutes(1)))
struct IdempotencyHeaderTests {
    private static let change = #"{"query":"mutation { change }"}"#

    @Test(arguments: [
        "Idempotency-Key: one\r\nIdempotency-Key: two\r\n", "Idempotency-Key: \r\n", "Idempotency-Key: two words\r\n",
        "Idempotency-Key: \(String(repeating: "k", count: 256))\r\n", "Idempotency-Key: \"\"\r\n",
    ])
    func `a key that is none is refused`(header: String) async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let response = try await server.exchange(server.post(Self.change, further: header))
            #expect(response?.status == 400)
            #expect(response?.code == "BAD_USER_INPUT")
        }
    }

    @Test func `where no key can be kept, a mutation with one is refused and a query is answered`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let header = "idempotency-key: k\r\n"
            let refused = try await server.exchange(
                server.post(#"{"query":"mutation { __typename }"}"#, further: header))
            #expect(refused?.code == "BAD_USER_INPUT")
            #expect(refused?.body.contains("keeps no idempotency keys") == true)
            let answered = try await server.exchange(server.post(#"{"query":"{ __typename }"}"#, further: header))
            #expect(answered?.body == #"{"data":{"__typename":"Query"}}"#)
            #expect(answered?.field("Idempotent-Replayed") == nil)
        }
    }

    @Test func `one key does not stand for a batch`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumBatch = 2
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) { server in
            let response = try await server.exchange(
                server.post("[\(Self.change)]", further: "Idempotency-Key: k\r\n"))
            #expect(response?.status == 400)
            #expect(response?.body.contains("batch") == true)
        }
    }

    @Test func `the same key is the same quoted or not, and is not kept as it is`() {
        let key = IdempotencyKey("8e03978e-40d5-43e8-bc93-6894a57f9324")
        #expect(key == IdempotencyKey("\"8e03978e-40d5-43e8-bc93-6894a57f9324\""))
        #expect(key?.hash.count == 64)
        #expect(key?.hash.contains("8e03978e") == false)
    }

    @Test func `the order of an object's members makes no other request, all else does`() throws {
        func fingerprint(_ query: String, _ variables: String, as role: String = "member") throws -> String {
            OperationRequest(query: query, variables: try .parse(Array(variables.utf8))).fingerprint(as: role)
        }
        let one = try fingerprint("mutation { a }", #"{"a": {"x": 1, "y": [1, 2]}, "b": null}"#)
        #expect(try fingerprint("mutation { a }", #"{"b":null,"a":{"y":[1,2],"x":1}}"#) == one)
        #expect(try fingerprint("mutation { a }", #"{"b":null,"a":{"y":[2,1],"x":1}}"#) != one)
        #expect(try fingerprint("mutation { a }", #"{"a":{"y":[1,2],"x":1}}"#) != one)
        #expect(try fingerprint("mutation { b }", #"{"b":null,"a":{"y":[1,2],"x":1}}"#) != one)
        #expect(try fingerprint("mutation { a }", #"{"b":null,"a":{"y":[1,2],"x":1}}"#, as: "admin") != one)
    }
}
