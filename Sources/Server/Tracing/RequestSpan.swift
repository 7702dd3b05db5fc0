// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import Tracing

/// The spans of one request: the request's own, and below it those of its phases. Made when the request is answered, of the
/// times that are taken for metrics anyway: requests whose trace is not sampled pay nothing for the others.
///
/// Attributes are those of OpenTelemetry's conventions for HTTP servers, GraphQL and databases. None holds a document,
/// a value, a token, or the query of an address.
struct RequestSpan {
    static let method = "http.request.method"
    static let route = "http.route"
    static let status = "http.response.status_code"
    static let errorType = "error.type"
    static let operationName = "graphql.operation.name"
    static let databaseSystem = "db.system.name"
    static let requestID = "palisade.request_id"
    static let phases = "palisade.phases"

    let trace: TraceContext
    let request: ReceivedRequest
    let answer: HTTPAnswer
    let duration: TimeAmount
    let requestID: String

    /// - Parameter now: when the request was answered.
    func record(with tracer: some Tracer, now: DefaultTracerClock.Timestamp = DefaultTracerClock.now) {
        var context = InstrumentationContext.topLevel
        context.trace = trace
        let start = Self.instant(now, before: duration)
        let span = tracer.startSpan(name, context: context, ofKind: .server, at: start)
        span.attributes = SpanAttributes(attributes)
        // By the conventions a client's own mistakes are no errors of the server.
        if answer.status.rawValue >= 500 { span.setStatus(SpanStatus(code: .error)) }
        if let timings = answer.operation?.timings {
            recordPhases(timings, of: span.context, from: start, with: tracer)
        }
        span.end(at: now)
    }

    private var name: String { "\(request.method.rawValue.prefix(20)) \(request.route)" }

    private var attributes: [String: SpanAttribute] {
        var attributes: [String: SpanAttribute] = [
            Self.method: .string(String(request.method.rawValue.prefix(20))), Self.route: .string(request.route),
            Self.status: .int64(Int64(answer.status.rawValue)), Self.requestID: .string(requestID),
        ]
        if let code = answer.codes.first { attributes[Self.errorType] = .string(code.rawValue) }
        if let operation = answer.operation {
            attributes[Self.phases] = .string(operation.timings.serverTiming)
            if let name = operation.name { attributes[Self.operationName] = .string(String(name.prefix(100))) }
        }
        return attributes
    }

    /// One phase begins where the one before ended.
    private func recordPhases(
        _ timings: OperationTimings, of context: InstrumentationContext, from start: DefaultTracerClock.Timestamp,
        with tracer: some Tracer
    ) {
        var start = start
        for phase in OperationTimings.Phase.allCases {
            guard let duration = timings[phase] else { continue }
            let end = Self.instant(start, after: duration)
            let span = tracer.startSpan(
                phase.rawValue, context: context, ofKind: phase == .execute ? .client : .internal, at: start)
            if phase == .execute { span.attributes = [Self.databaseSystem: .string("postgresql")] }
            span.end(at: end)
            start = end
        }
    }

    private static func instant(
        _ instant: DefaultTracerClock.Timestamp, before duration: TimeAmount
    ) -> DefaultTracerClock.Timestamp {
        let nanoseconds = UInt64(clamping: duration.nanoseconds)
        let epoch = instant.nanosecondsSinceEpoch
        return .init(nanosecondsSinceEpoch: epoch > nanoseconds ? epoch - nanoseconds : 0)
    }

    private static func instant(
        _ instant: DefaultTracerClock.Timestamp, after duration: TimeAmount
    ) -> DefaultTracerClock.Timestamp {
        let nanoseconds = UInt64(clamping: duration.nanoseconds)
        return .init(
            nanosecondsSinceEpoch: instant.nanosecondsSinceEpoch.addingReportingOverflow(nanoseconds).partialValue)
    }
}

extension ReceivedRequest {
    /// The path as one of a few: what clients make up is no name, and that of an export is nobody else's business.
    var route: String {
        switch path {
        case "/", "/graphql", "/health/live", "/health/ready", "/metrics", "/reload": String(path)
        case let path where path.hasPrefix("/exports/"): "/exports/{id}"
        case let path where path == "/playground" || path.hasPrefix("/playground/"): "/playground"
        default: "(none)"
        }
    }
}
