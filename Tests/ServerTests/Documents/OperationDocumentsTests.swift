// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Server

/// Persisted queries, trusted documents and batches over a socket.
@Suite(.timeLimit(.minutes(1)))
struct OperationDocumentsTests {
    private static let query = "{ __typename }"
    /// By `printf '{ __typename }' | sha256sum`.
    private static let hash = "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b"
    private static let answer = #"{"data":{"__typename":"Query"}}"#

    private static func persisted(_ hash: String, query: String? = nil) -> String {
        let query = query.map { #""query":"\#($0)","# } ?? ""
        return #"{\#(query)"extensions":{"persistedQuery":{"version":1,"sha256Hash":"\#(hash)"}}}"#
    }

    @Test func `a hash is in hexadecimal digits`() {
        #expect(DocumentHash.hash(of: Self.query) == Self.hash)
    }

    // MARK: Automatic persisted queries

    @Test func `a document is sent once and named by its hash after that`() async throws {
        let documents = OperationDocuments(rememberedBytes: 1 << 20)
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), documents: documents) { server in
            let unknown = try await server.exchange(server.post(Self.persisted(Self.hash)))
            #expect(unknown?.status == 200)
            #expect(unknown?.code == "PERSISTED_QUERY_NOT_FOUND")
            #expect(unknown?.message == "PersistedQueryNotFound")
            #expect(unknown?.json?["data"] == nil)

            let wrong = try await server.exchange(server.post(Self.persisted(Self.hash, query: "{ a: __typename }")))
            #expect(wrong?.status == 400)
            #expect(wrong?.message == "'sha256Hash' is not the hash of 'query'.")
            #expect(
                try await server.exchange(server.post(Self.persisted(Self.hash)))?.code == "PERSISTED_QUERY_NOT_FOUND")

            #expect(
                try await server.exchange(server.post(Self.persisted(Self.hash, query: Self.query)))?.body
                    == Self.answer)
            #expect(try await server.exchange(server.post(Self.persisted(Self.hash)))?.body == Self.answer)
            let byGet = try await server.exchange(
                server.request(
                    "GET",
                    "/graphql?extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22\(Self.hash)%22%7D%7D",
                    fields: "Authorization: Bearer \(try server.token())\r\n"))
            #expect(byGet?.body == Self.answer)

            for bad in [#"{"version":2,"sha256Hash":"a"}"#, #"{"version":1}"#, "1", #"{"version":1,"sha256Hash":""}"#] {
                let response = try await server.exchange(
                    server.post(#"{"query":"{ __typename }","extensions":{"persistedQuery":\#(bad)}}"#))
                #expect(response?.status == 400, "\(bad)")
                #expect(response?.code == "BAD_USER_INPUT", "\(bad)")
            }
        }
    }

    @Test func `a mutation named by its hash is not for GET`() async throws {
        let mutation = "mutation { change }"
        let documents = OperationDocuments(rememberedBytes: 1 << 20)
        let hash = DocumentHash.hash(of: mutation)
        _ = try documents.text(id: .hash(hash), text: mutation, isAnonymous: false)
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), documents: documents) { server in
            let response = try await server.exchange(
                server.request(
                    "GET",
                    "/graphql?extensions=%7B%22persistedQuery%22%3A%7B%22version%22%3A1%2C%22sha256Hash%22%3A%22\(hash)%22%7D%7D",
                    fields: "Authorization: Bearer \(try server.token())\r\n"))
            #expect(response?.status == 405)
        }
    }

    @Test func `what is remembered has a bound`() throws {
        let documents = OperationDocuments(rememberedBytes: 10_000)
        for number in 0..<1_000 {
            let text = "{ a\(number): __typename }"
            _ = try documents.text(id: .hash(DocumentHash.hash(of: text)), text: text, isAnonymous: false)
        }
        #expect((1...70).contains(documents.statistics?.count ?? 0))
    }

    @Test func `nobody without a token displaces what others have sent`() async throws {
        let documents = OperationDocuments(rememberedBytes: 100_000)
        let roles = "member=test_member,anon=test_anon"
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(roles: roles), documents: documents, roles: roles
        ) { (server: TestHTTPServer) async throws -> Void in
            func answer(_ body: String, withToken: Bool) async throws -> String? {
                let changes: [String: String?] = withToken ? [:] : ["Authorization": nil]
                return try await server.exchange(server.post(body, changes: changes))?.body
            }
            #expect(try await answer(Self.persisted(Self.hash, query: Self.query), withToken: true) == Self.answer)
            for number in 0..<100 {
                let text = "{ __typename }" + String(repeating: "#", count: 4_000 + number)
                let body = Self.persisted(DocumentHash.hash(of: text), query: text)
                #expect(try await answer(body, withToken: false) == Self.answer)
                // The last one is there, for whoever sends no token.
                #expect(try await answer(Self.persisted(DocumentHash.hash(of: text)), withToken: false) == Self.answer)
            }
            #expect(try await answer(Self.persisted(Self.hash), withToken: true) == Self.answer)
            #expect(try await answer(Self.persisted(Self.hash), withToken: false) == Self.answer)
        }
    }

    @Test func `a server that remembers nothing says so`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let response = try await server.exchange(server.post(Self.persisted(Self.hash)))
            #expect(response?.message == "PersistedQueryNotSupported")
            #expect(
                try await server.exchange(server.post(Self.persisted(Self.hash, query: Self.query)))?.body
                    == Self.answer)
        }
    }

    // MARK: Trusted documents

    private static let apollo = """
        {"format": "apollo-persisted-query-manifest", "version": 1, "operations":
         [{"id": "first", "name": "A", "type": "query", "body": "query A { __typename }"}]}
        """
    private static let relay = #"{"6f9b": "query B { b: __typename }"}"#

    private static func trusted(_ acceptance: OperationDocuments.Acceptance) throws -> OperationDocuments {
        var trusted = TrustedDocuments()
        try trusted.add(manifest: Array(apollo.utf8))
        try trusted.add(manifest: Array(relay.utf8))
        return OperationDocuments(trusted: trusted, acceptance: acceptance, rememberedBytes: 1 << 20)
    }

    @Test(arguments: OperationDocuments.Acceptance.allCases)
    func `trusted documents are named by id`(acceptance: OperationDocuments.Acceptance) async throws {
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), documents: Self.trusted(acceptance)
        ) { server in
            let bodies = [
                Self.persisted("first"): Self.answer, #"{"documentId":"first"}"#: Self.answer,
                #"{"id":"6f9b"}"#: #"{"data":{"b":"Query"}}"#, #"{"doc_id":"6f9b"}"#: #"{"data":{"b":"Query"}}"#,
                #"{"query":"query A { __typename }"}"#: Self.answer,
            ]
            for (body, answer) in bodies {
                #expect(try await server.exchange(server.post(body))?.body == answer, "\(body)")
            }
            let byGet = try await server.exchange(
                server.request(
                    "GET", "/graphql?documentId=first", fields: "Authorization: Bearer \(try server.token())\r\n"))
            #expect(byGet?.body == Self.answer)
            let unknown = try await server.exchange(server.post(#"{"id":"nothing"}"#))
            #expect(unknown?.code == "PERSISTED_QUERY_NOT_FOUND")
            for id in ["7", #""""#, "\"\(String(repeating: "a", count: 257))\""] {
                let refused = try await server.exchange(server.post("{\"id\":\(id)}"))
                #expect(refused?.code == "BAD_USER_INPUT")
                #expect(refused?.body.contains("'id' must be a string of 1 to 256 bytes.") == true)
            }
            let both = try await server.exchange(server.post(#"{"id":"6f9b","query":"{ __typename }"}"#))
            #expect(both?.status == 400)

            let other = try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))
            #expect(other?.status == (acceptance == .any ? 200 : 403))
            #expect(other?.code == (acceptance == .any ? nil : "FORBIDDEN"))
            // Nor can a client make one known by its hash.
            let registered = try await server.exchange(server.post(Self.persisted(Self.hash, query: Self.query)))
            #expect(registered?.status == (acceptance == .any ? 200 : 403))
        }
    }

    @Test(arguments: [
        ("[]", TrustedDocuments.Fault.formUnknown), (#"{"a": 1}"#, .formUnknown),
        (#"{"a": ""}"#, .operationIncomplete(position: 1)),
        (#"{"format": "other"}"#, .formUnknown),
        (#"{"format": "apollo-persisted-query-manifest", "version": 2, "operations": []}"#, .formUnknown),
        (
            #"{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a", "body": "{a}"}, {"id": "b"}]}"#,
            .operationIncomplete(position: 2)
        ),
        (
            #"{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "a", "body": "{a}"}, {"id": "a", "body": "{b}"}]}"#,
            .idDuplicate("a")
        ),
    ])
    func `a manifest that is not one is refused`(manifest: String, fault: TrustedDocuments.Fault) {
        #expect(throws: fault) {
            var documents = TrustedDocuments()
            try documents.add(manifest: Array(manifest.utf8))
        }
    }

    // MARK: Batches

    @Test func `a batch is answered in its order, where it is allowed`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumBatch = 3
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) { server in
            let batch = try await server.exchange(
                server.post(
                    #"[{"query":"{ a: __typename }"},{"query":"{ nothing }"},{"query":"{ b: __typename }"}]"#,
                    changes: ["Accept": "application/graphql-response+json, application/json"]))
            #expect(batch?.status == 200)
            #expect(batch?.field("Content-Type") == "application/json; charset=utf-8")
            let items = batch?.json?.arrayValue ?? []
            #expect(items.count == 3)
            #expect(items.first?["data"]?["a"]?.stringValue == "Query")
            #expect(items.dropFirst().first?["errors"] != nil)
            #expect(items.last?["data"]?["b"]?.stringValue == "Query")

            let long = try await server.exchange(
                server.post(
                    "[" + Array(repeating: #"{"query":"{ __typename }"}"#, count: 4).joined(separator: ",") + "]"))
            #expect(long?.status == 400)
            #expect(long?.code == "LIMIT_EXCEEDED")
            #expect(try await server.exchange(server.post("[]"))?.code == "BAD_USER_INPUT")
            #expect(try await server.exchange(server.post(#"[{"query":"{ __typename }"}, 1]"#))?.status == 400)
            #expect(try await server.exchange(server.post(#"[[{"query":"{ __typename }"}]]"#))?.status == 400)
        }
    }
}
