// SPDX-License-Identifier: Apache-2.0

import JSON
import NIOCore
import NIOHTTP1

/// `/playground` and what is below it.
struct PlaygroundEndpoint: Sendable {
    static let path = "/playground"
    private static let nobody = StaticFile(Array("[]".utf8), type: "application/json; charset=utf-8")

    let playground: Playground
    let graphQL: GraphQLEndpoint

    /// Nil where the request is for another path.
    func answer(to request: ReceivedRequest, in scope: RequestScope) async -> HTTPAnswer? {
        let requestID = scope.requestID
        guard let path = Self.path(within: request.path) else { return nil }
        switch path {
        case "identities.json":
            // Outside of development there is nobody to be. Pages ask all the same, and a browser would report an absent
            // file as an error.
            guard let identities = playground.identities else {
                return file(Self.nobody, request, requestID: requestID)
            }
            guard isLocal(request.headers) else { return foreign(requestID) }
            return file(identities, request, requestID: requestID)
        case "explain":
            guard playground.explains else { return absent(requestID) }
            guard request.method == .POST else {
                return .methodRefused(request.method, allowed: "POST", requestID: requestID)
            }
            guard isLocal(request.headers) else { return foreign(requestID) }
            return await graphQL.explanation(for: request, in: scope)
        default:
            guard let found = playground.site.file(at: path) else { return absent(requestID) }
            return file(found, request, requestID: requestID)
        }
    }

    /// What follows `/playground/`; empty for the first page.
    static func path(within path: Substring) -> Substring? {
        guard path.hasPrefix(Self.path) else { return nil }
        let rest = path.dropFirst(Self.path.count)
        if rest.isEmpty { return rest }
        return rest.first == "/" ? rest.dropFirst() : nil
    }

    /// Whether a page of this server asks, on this machine. A name of somebody else's that leads here (DNS rebinding)
    /// would make the page of another site one of the same origin.
    private func isLocal(_ headers: RequestHeaders) -> Bool {
        guard let host = headers.host, ["same-origin", "none", nil].contains(headers.fetchSite) else { return false }
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(name.lowercased())
    }

    private func file(_ file: StaticFile, _ request: ReceivedRequest, requestID: String) -> HTTPAnswer {
        switch request.method {
        case .GET, .HEAD: HTTPAnswer(status: .ok, content: .file(file))
        default: .methodRefused(request.method, allowed: "GET, HEAD", requestID: requestID)
        }
    }

    private func absent(_ requestID: String) -> HTTPAnswer {
        .refused(
            .notFound,
            APIError(.notFound, "The playground has no such page.", hint: "Begin at \(Self.path)."),
            requestID: requestID)
    }

    private func foreign(_ requestID: String) -> HTTPAnswer {
        .refused(
            .forbidden,
            APIError(
                .forbidden, "This is for pages on this machine.", hint: "Open the playground by http://localhost."),
            requestID: requestID)
    }
}
