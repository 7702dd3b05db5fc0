// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import FoundationNetworking
import JSON
import Logging
import NIOCore
import NIOPosix
import Server
import Tenancy
import Testing

/// A client of the shipped application, which is served with the demo data by HTTP.
struct ServedClient {
    static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    private let application: ServedApplication
    private let port: Int

    /// Serves a copy of the demo database of its own while `body` runs.
    static func with(
        _ name: String, logger: Logger = quiet, _ body: (ServedClient, DemoDatabase) async throws -> Void
    ) async throws {
        let database = try await DemoDatabase.copy(named: name)
        let application = try await ServedApplication.start(on: database, logger: logger)
        let (addresses, listening) = AsyncStream<SocketAddress>.makeStream()
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(port: 0), holder: APIHolder(application.runner),
            keys: TokenKeys(application.tenancy, logger: logger), isDatabaseReachable: { true },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
            onListening: { listening.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let port = try #require(await addresses.first { _ in true }?.port)
            try await body(ServedClient(application: application, port: port), database)
            group.cancelAll()
        }
        application.stop()
        try await database.drop()
    }

    /// - Parameter claims: further ones; each replaces one of the same name.
    func token(_ persona: String, claims: [JSONMember] = []) throws -> String {
        let identity = try #require(Identity(persona: persona))
        return try TokenSigner(configuration: application.tenancy).token(
            subject: identity.user, tenant: identity.tenant, role: identity.role,
            issuedAt: Int64(Date().timeIntervalSince1970), lifetime: 600, extra: claims)
    }

    func send(
        _ method: String, _ path: String, as persona: String?, body: String? = nil, fields: [String: String] = [:]
    ) async throws -> (status: Int, fields: [AnyHashable: Any], body: Data) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        if let persona { request.setValue("Bearer \(try token(persona))", forHTTPHeaderField: "Authorization") }
        for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = response as? HTTPURLResponse
        return (answer?.statusCode ?? 0, answer?.allHeaderFields ?? [:], data)
    }

    /// The data that an operation without errors is answered by.
    func ask(_ query: String, as persona: String) async throws -> JSON {
        let answer = try await answer(query, as: persona)
        #expect(answer["errors"] == nil, "\(answer.text)")
        return try #require(answer["data"])
    }

    /// The code of the first error of an operation; nil where there is none.
    func code(_ query: String, as persona: String) async throws -> String? {
        try await answer(query, as: persona)["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
    }

    private func answer(_ query: String, as persona: String) async throws -> JSON {
        let body = JSON.object([JSONMember(name: "query", value: .string(query))]).text
        return try JSON.parse(Array(try await send("POST", "/graphql", as: persona, body: body).body))
    }
}
