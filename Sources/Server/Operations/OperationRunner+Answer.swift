// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON
import Logging
import Mapping
import Planning
import Postgres
import SQL

/// From what PostgreSQL said of an operation to its answer.
extension OperationRunner {
    /// What the results of an operation's own statements come to.
    func answer(_ prepared: Prepared, results: [ResultSet], requestID: String) -> OperationResponse {
        guard results.reduce(0, { $0 + $1.memorySize }) <= settings.maximumResponseBytes else {
            return tooLarge(prepared, requestID: requestID)
        }
        return respond(prepared, results: results, requestID: requestID)
    }

    private func tooLarge(_ prepared: Prepared, requestID: String) -> OperationResponse {
        var error = APIError(
            .limitExceeded, "The answer is larger than \(settings.maximumResponseBytes) bytes.",
            hint: "Ask for fewer rows or fields.")
        error.writes = prepared.purpose.outcomeOfSuccess
        return .executed(data: nil, errors: [error], requestID: requestID)
    }

    /// The operation was answered from one state of the data or not at all: one failing field fails all of it.
    ///
    /// - Parameter preceding: how many statements of the segment came before the operation's own.
    func failed(
        _ error: PostgresError, prepared: Prepared, preceding: Int, requestID: String, trace: TraceContext?
    ) -> OperationResponse {
        if error == .resultsTooLarge { return tooLarge(prepared, requestID: requestID) }
        var answer = APIError(error)
        if case .server(let server) = error,
            let place = prepared.plan.place(
                ofStatement: server.statementIndex.map { $0 - preceding } ?? -1)
        {
            if let write = place.write { answer = APIError(server, of: write, mapping: prepared.api.mapping) }
            answer.path = [.key(place.field.key)]
        } else if case .server(let server) = error {
            describeDeferred(server, of: prepared, in: &answer)
        }
        if prepared.purpose == .writing, case .connectionLost(outcomeUnknown: true) = error {
            answer = APIError(
                .unavailable, "The connection to the database was lost; whether the change took effect is unknown.",
                hint: "Look whether it is there before you send it again.")
            answer.writes = .unknown
        }
        let level: Logger.Level = answer.code == .internal ? .error : .info
        var metadata = Logger.Metadata(requestID: requestID, trace: trace)
        metadata["code"] = "\(answer.code.rawValue)"
        metadata["reason"] = "\(error.logDescription)"
        logger.log(level: level, "operation failed", metadata: metadata)
        switch answer.code {
        case .unavailable: return .failed([answer], requestID: requestID)
        default: return .executed(data: nil, errors: [answer], requestID: requestID)
        }
    }

    /// A constraint that is checked when the transaction ends has no statement of its own.
    private func describeDeferred(_ error: ServerError, of prepared: Prepared, in answer: inout APIError) {
        let mapping = prepared.api.mapping
        let place = prepared.plan.place { mapping.tables[$0.typeName]?.relation.name == error.table }
        guard error.constraint != nil, let place else { return }
        answer = APIError(error, of: place.write, mapping: mapping)
        answer.path = [.key(place.field.key)]
    }

    /// Writes the answer, each field in its turn.
    func respond(_ prepared: Prepared, results: [ResultSet], requestID: String) -> OperationResponse {
        var writer = ResponseWriter(
            cursors: apis.cursors, limit: settings.maximumResponseBytes,
            reserving: results.reduce(256) { $0 + $1.memorySize })
        var errors: [APIError] = []
        writer.write(Array("{\"data\":{".utf8))
        var position = 0
        var isNull = false
        var introspection: IntrospectionReader?
        for (index, field) in prepared.plan.fields.enumerated() {
            if index > 0 { writer.write(UInt8(ascii: ",")) }
            writer.write(field.encodedKey)
            switch field.work {
            case .constant(let json):
                writer.write(json)
            case .introspection(let collected):
                if introspection == nil { introspection = IntrospectionReader(prepared, cache: introspections) }
                let room = settings.maximumResponseBytes - writer.buffer.count
                switch introspection?.value(of: collected, at: index, upTo: room) {
                case .json(let json, let faults)?:
                    writer.write(json)
                    errors += faults
                case .tooLarge?: return tooLarge(prepared, requestID: requestID)
                case .failed(let faults)?:
                    isNull = true
                    errors += faults
                case nil: isNull = true
                }
            case .write(let write):
                let failures = writer.errors.count
                let end = position + write.statements.count
                if !writer.write(results[position..<end], as: write.shape) { isNull = true }
                errors += writer.errors[failures...].map { APIError($0, within: field.key) }
                position = end
            case .statement(_, let shape):
                let failures = writer.errors.count
                if !writer.write(results[position], as: shape) { isNull = true }
                errors += writer.errors[failures...].map { APIError($0, within: field.key) }
                position += 1
            }
        }
        if writer.isTooLarge { return tooLarge(prepared, requestID: requestID) }
        // What was written stays written: only the answer is at fault.
        if let outcome = prepared.purpose.outcomeOfSuccess {
            for index in errors.indices { errors[index].writes = outcome }
        }
        for error in errors where error.code == .internal {
            logger.error(
                "a field could not be answered",
                metadata: ["request_id": "\(requestID)", "reason": "\(error.message)", "path": "\(error.path ?? [])"])
        }
        if isNull { return .executed(data: nil, errors: errors, requestID: requestID) }
        writer.write(UInt8(ascii: "}"))
        return .executed(data: writer.buffer, errors: errors, requestID: requestID)
    }
}

extension RequestOpening.Purpose {
    /// What an error says of the writes of a transaction that was committed.
    fileprivate var outcomeOfSuccess: APIError.WriteOutcome? {
        switch self {
        case .reading: nil
        case .writing: .committed
        }
    }
}

extension APIError {
    /// What went wrong within a root field.
    fileprivate init(_ error: FieldError, within key: String) {
        var error = error
        error.path.insert(.key(key), at: 0)
        self.init(error)
    }
}
