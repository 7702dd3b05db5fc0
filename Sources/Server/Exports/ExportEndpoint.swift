// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import NIOHTTP1
import Postgres
import Tenancy

/// `GET /exports/{id}`: the archive of an export, once, to whoever asked for it. The database decides who that is.
struct ExportEndpoint: Sendable {
    private static let prefix = "/exports/"

    let graphQL: GraphQLEndpoint
    let logger: Logger

    /// Nil where the request is for another path.
    func answer(to request: ReceivedRequest, in scope: RequestScope) async -> HTTPAnswer? {
        let requestID = scope.requestID
        guard request.path.hasPrefix(Self.prefix) else { return nil }
        // HEAD would use up what can be fetched once.
        guard request.method == .GET else {
            return .methodRefused(request.method, allowed: "GET, OPTIONS", requestID: requestID)
        }
        do throws(GraphQLEndpoint.Refusal) {
            let (context, runner) = try await graphQL.admitted(request, in: scope)
            guard let id = ExportID(request.path.dropFirst(Self.prefix.count)) else { throw Self.absent }
            guard !context.isAnonymous else {
                throw GraphQLEndpoint.Refusal(.unauthorized, APIError(TokenError.missing))
            }
            return try await archive(id, by: runner.exports, as: context, requestID: requestID)
        } catch {
            return error.answer(requestID: requestID)
        }
    }

    private static let absent = GraphQLEndpoint.Refusal(
        .notFound,
        APIError(
            .notFound, "There is no such export for you, or it was fetched before, or has expired.",
            hint: "gdprExportMe(asArchive: true) asks for a new one."))

    private func archive(
        _ id: ExportID, by reader: ExportReader, as context: TenantContext, requestID: String
    ) async throws(GraphQLEndpoint.Refusal) -> HTTPAnswer {
        let archive: ExportReader.Archive?
        do {
            archive = try await reader.begin(id, as: context)
        } catch {
            throw refusal(of: error, requestID: requestID)
        }
        guard let archive, archive.chunkCount > 0 else { throw Self.absent }
        logger.info("an export is fetched", metadata: ["request_id": "\(requestID)", "export": "\(id.text)"])
        let pieces = ExportPieces(id: id, archive: archive, reader: reader, context: context)
        var answer = HTTPAnswer(status: .ok, content: .archive(name: "export-\(id.text).tar.gz"))
        answer.stream = AnswerStream(byteCount: archive.byteCount) { try await pieces.next() }
        return answer
    }

    private func refusal(of error: any Error, requestID: String) -> GraphQLEndpoint.Refusal {
        guard let error = error as? PostgresError else {
            return GraphQLEndpoint.Refusal(.internalServerError, APIError(.internal, "The server failed to answer."))
        }
        if case .server(let server) = error {
            switch server.sqlState {
            // Nobody's, or somebody else's; or a database that knows of no exports, or a role that may have none.
            // PostgreSQL Error Codes: invalid_schema_name, undefined_function, undefined_table, insufficient_privilege.
            case "PA404", "3F000", "42883", "42P01", "42501": return Self.absent
            default: break
            }
        }
        let answer = APIError(error)
        logger.log(
            level: answer.code == .internal ? .error : .info, "an export was not fetched",
            metadata: ["request_id": "\(requestID)", "reason": "\(error.logDescription)"])
        return GraphQLEndpoint.Refusal(HTTPStatus(withoutOperation: answer.code), answer)
    }
}

/// The pieces of an archive, one after the other, for the one connection that fetches it.
private actor ExportPieces {
    private struct Gone: Error {}

    private let id: ExportID
    private let archive: ExportReader.Archive
    private let reader: ExportReader
    private let context: TenantContext
    private var sent = 0

    init(id: ExportID, archive: ExportReader.Archive, reader: ExportReader, context: TenantContext) {
        self.id = id
        self.archive = archive
        self.reader = reader
        self.context = context
    }

    func next() async throws -> [UInt8]? {
        guard sent < archive.chunkCount else {
            // What was sent is sent: an archive that stays is deleted by the worker, within the hour.
            try? await reader.end(id, as: context)
            return nil
        }
        sent += 1
        guard let bytes = try await reader.chunk(sent, of: id, as: context) else { throw Gone() }
        return bytes
    }
}
