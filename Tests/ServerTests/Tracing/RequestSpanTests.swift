// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import Synchronization
import Testing
import Tracing

@testable import Server

struct RequestSpanTests {
    private static let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    /// Keeps what is exported.
    private final class Collector: Sendable {
        private let kept = Mutex<[FinishedSpan]>([])

        var spans: [FinishedSpan] { kept.withLock { $0 } }

        var tracer: TraceRecorder {
            TraceRecorder(exporters: [{ span in self.kept.withLock { $0.append(span) } }])
        }
    }

    private func request(_ method: HTTPMethod, _ target: String) -> ReceivedRequest {
        let fields = HTTPHeaders([("authorization", "Bearer secret"), ("host", "localhost")])
        return ReceivedRequest(
            ReceivedHead(HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: fields)),
            body: ByteBuffer(string: #"{"query":"{ secret }"}"#))
    }

    private func spans(
        of request: ReceivedRequest, _ answer: HTTPAnswer, traceparent: String = traceparent
    ) throws -> [FinishedSpan] {
        let collector = Collector()
        RequestSpan(
            trace: try #require(TraceContext(traceparent: traceparent)), request: request, answer: answer,
            duration: .milliseconds(10), requestID: "r-1"
        ).record(with: collector.tracer, now: .init(nanosecondsSinceEpoch: 1_000_000_000))
        return collector.spans
    }

    private func answer(_ status: HTTPStatus, codes: [ErrorCode] = []) -> HTTPAnswer {
        var timings = OperationTimings()
        timings[.authenticate] = .milliseconds(1)
        timings[.prepare] = .milliseconds(2)
        timings[.execute] = .milliseconds(4)
        var answer = HTTPAnswer(status: status, content: .none, codes: codes)
        answer.operation = AnsweredOperation(name: "Mine", document: "{ secret }", tenant: "t", timings: timings)
        return answer
    }

    @Test func `a request is a span, and its phases are spans below that, one after the other`() throws {
        let spans = try spans(of: request(.POST, "/graphql?x=secret"), answer(.ok))
        #expect(spans.map(\.name) == ["authenticate", "prepare", "execute", "POST /graphql"])
        #expect(spans.map(\.kind) == [.internal, .internal, .client, .server])
        #expect(spans.map(\.start) == [990_000_000, 991_000_000, 993_000_000, 990_000_000])
        #expect(spans.map(\.end) == [991_000_000, 993_000_000, 997_000_000, 1_000_000_000])
        let own = try #require(spans.last)
        #expect(own.trace.parentID == "00f067aa0ba902b7")
        for span in spans.dropLast() {
            #expect(span.trace.traceID == own.trace.traceID)
            #expect(span.trace.parentID == own.trace.spanID)
        }
        #expect(Set(spans.map(\.trace.spanID)).count == 4)
    }

    @Test func `attributes are those of OpenTelemetry's conventions, and hold nothing that was sent`() throws {
        let spans = try spans(of: request(.POST, "/graphql?x=secret"), answer(.ok, codes: [.badUserInput]))
        let own = try #require(spans.last)
        #expect(
            own.attributes
                == SpanAttributes([
                    "http.request.method": "POST", "http.route": "/graphql", "http.response.status_code": .int64(200),
                    "graphql.operation.name": "Mine", "error.type": "BAD_USER_INPUT", "palisade.request_id": "r-1",
                    "palisade.phases": "authenticate;dur=1.000, prepare;dur=2.000, execute;dur=4.000",
                ]))
        #expect(!own.isError)
        #expect(spans[2].attributes == ["db.system.name": "postgresql"])
        for span in spans { #expect(!"\(span)".contains("secret")) }
    }

    @Test func `an error of the server is one of its span`() throws {
        let spans = try spans(of: request(.POST, "/graphql"), answer(.serviceUnavailable, codes: [.unavailable]))
        #expect(spans.map(\.isError) == [false, false, false, true])
    }

    @Test(arguments: [
        ("/exports/0000-secret", "GET /exports/{id}"), ("/playground/secret.js", "GET /playground"),
        ("/secret", "GET (none)"), ("/graphql?query=secret", "GET /graphql"), ("/health/live", "GET /health/live"),
    ])
    func `a span is named for its route`(target: String, name: String) throws {
        let spans = try spans(of: request(.GET, target), HTTPAnswer(status: .ok, content: .none))
        #expect(spans.map(\.name) == [name])
    }

    @Test func `what is not sampled is not recorded, and ends once`() throws {
        let unsampled = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"
        #expect(try spans(of: request(.POST, "/graphql"), answer(.ok), traceparent: unsampled).isEmpty)
        let collector = Collector()
        collector.tracer.startSpan("alone").end()
        var context = InstrumentationContext.topLevel
        context.trace = TraceContext(traceparent: Self.traceparent)
        let span = collector.tracer.startSpan("twice", context: context)
        #expect(span.isRecording)
        span.end()
        span.end()
        #expect(collector.spans.map(\.name) == ["twice"])
    }

    @Test func `a trace is taken out of a request, and put into another`() throws {
        struct Fields: Injector {
            func inject(_ value: String, forKey key: String, into fields: inout [String: String]) {
                fields[key] = value
            }
        }
        struct FieldsOfARequest: Extractor {
            func extract(key: String, from fields: [String: String]) -> String? { fields[key] }
        }
        let tracer = TraceRecorder(exporters: [])
        var context = InstrumentationContext.topLevel
        tracer.extract(["traceparent": Self.traceparent], into: &context, using: FieldsOfARequest())
        let trace = try #require(context.trace)
        #expect(trace.traceID == "4bf92f3577b34da6a3ce929d0e0e4736" && trace.isSampled)
        var fields: [String: String] = [:]
        tracer.inject(context, into: &fields, using: Fields())
        #expect(fields == ["traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-\(trace.spanID)-01"])
    }
}
