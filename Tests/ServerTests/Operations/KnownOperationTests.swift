// SPDX-License-Identifier: Apache-2.0

import JSON
import Tenancy
import Testing

@testable import Server

/// Which operations are answered without a task: those of which the caches know all but the rows.
struct KnownOperationTests {
    private let runner: OperationRunner
    private let context: TenantContext

    init() throws {
        runner = try TestHTTPServer.runnerWithoutDatabase()
        let tenancy = try TestHTTPServer.tenancy(roles: "member=test_member")
        let token = try TokenSigner(configuration: tenancy).token(
            subject: TestHTTPServer.user, tenant: TestHTTPServer.tenant, role: "member",
            issuedAt: WallClock.system.now(), lifetime: 60)
        context = try TokenVerifier(configuration: tenancy).verify(authorizationHeaders: ["Bearer \(token)"])
    }

    @Test func `an operation is known once it was run`() async {
        let request = OperationRequest(query: "{ __typename }")
        #expect(runner.known(request, as: context) == nil)
        _ = await runner.run(request, as: context, requestID: "r")
        #expect(runner.known(request, as: context) != nil)
        #expect(runner.known(OperationRequest(query: "{ a: __typename }"), as: context) == nil)
    }

    @Test func `what is at fault or unusual is not`() async {
        let query = "query A($n: Int! = 1) { __typename @skip(if: false) greeting(count: $n) } query B { __typename }"
        let request = OperationRequest(query: query, operationName: "B")
        _ = await runner.run(request, as: context, requestID: "r")
        #expect(runner.known(request, as: context) != nil)
        #expect(runner.known(OperationRequest(query: query), as: context) == nil)
        #expect(runner.known(OperationRequest(query: query, operationName: "C"), as: context) == nil)
        let wrong = OperationRequest(
            query: query, operationName: "A", variables: .object([.init(name: "n", value: .null)]))
        #expect(runner.known(wrong, as: context) == nil)
        var costly = request
        costly.asksForCost = true
        #expect(runner.known(costly, as: context) == nil)
        var keyed = request
        keyed.idempotencyKey = IdempotencyKey("k")
        #expect(runner.known(keyed, as: context) == nil)
    }

    @Test func `the schema is asked for by a task, since the answer may be long`() async {
        let request = OperationRequest(query: "{ __schema { queryType { name } } }")
        _ = await runner.run(request, as: context, requestID: "r")
        #expect(runner.known(request, as: context) == nil)
    }

    @Test func `what the schema is asked for is made once for a document`() async {
        let request = OperationRequest(
            query: "{ a: __schema { queryType { name } } b: __type(name: \"Query\") { kind } }")
        let first = await runner.run(request, as: context, requestID: "r")
        let second = await runner.run(request, as: context, requestID: "r")
        #expect(first.body == second.body)
        #expect(String(decoding: first.body, as: UTF8.self).contains(#""b":{"kind":"OBJECT"}"#))
        let introspections = { runner.cacheStatistics.first { $0.name == "introspections" } }
        #expect(introspections()?.count == 2)
        #expect(introspections()?.hits == 2)
        // Which type is meant follows from the variables' values.
        let byName = "query ($name: String!) { __type(name: $name) { kind name } }"
        for name in ["Query", "Int"] {
            let request = OperationRequest(
                query: byName, variables: .object([.init(name: "name", value: .string(name))]))
            let answer = await runner.run(request, as: context, requestID: "r")
            #expect(String(decoding: answer.body, as: UTF8.self).contains("\"name\":\"\(name)\""))
        }
        #expect(introspections()?.count == 2)
    }

    @Test func `all that an operation asks of the schema counts together, kept or made anew`() async throws {
        let values = (0..<4_000).map { "a\($0):name" }.joined(separator: " ")
        // Each asks for 9 × 4,000 values and a few: three are more than 100,000.
        func query(_ count: Int) -> OperationRequest {
            let fields = (0..<count).map { "f\($0): __schema { ...F }" }.joined(separator: " ")
            let types = (0..<8).map { "t\($0): queryType { ...N }" }.joined(separator: " ")
            return OperationRequest(
                query: "{ \(fields) } fragment F on __Schema { \(types) queryType { ...N } } "
                    + "fragment N on __Type { \(values) }")
        }
        for _ in 0..<2 {
            let allowed = await runner.run(query(2), as: context, requestID: "r")
            #expect(allowed.codes == [])
            let refused = await runner.run(query(3), as: context, requestID: "r")
            #expect(refused.codes == [.limitExceeded])
            let answer = try JSON.parse(refused.body)
            #expect(answer["data"]?.isNull == true)
            let message = answer["errors"]?.arrayValue?.first?["message"]
            #expect(message == .string("Response has more than 100000 values. Execution aborted."))
        }
    }

    @Test func `a look into the caches that finds nothing is no miss`() async {
        let request = OperationRequest(query: "{ __typename }")
        _ = runner.known(request, as: context)
        #expect(runner.cacheStatistics.map(\.misses) == [0, 0, 0])
        _ = await runner.run(request, as: context, requestID: "r")
        _ = runner.known(request, as: context)
        #expect(runner.cacheStatistics.map(\.misses) == [1, 1, 0])
        #expect(runner.cacheStatistics.map(\.hits) == [1, 1, 0])
    }
}
