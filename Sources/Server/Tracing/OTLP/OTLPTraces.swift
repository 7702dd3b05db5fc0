// SPDX-License-Identifier: Apache-2.0

import JSON
import Tracing

/// Spans as a collector reads them: `ExportTraceServiceRequest` of the OpenTelemetry Protocol 1.x, in its form as JSON.
enum OTLPTraces {
    static func document(of spans: some Sequence<FinishedSpan>, service: String) -> JSON {
        object([
            "resourceSpans": .array([
                object([
                    "resource": object(["attributes": .array([attribute("service.name", .string(service))])]),
                    "scopeSpans": .array([
                        object([
                            "scope": object(["name": .string("palisade")]),
                            "spans": .array(spans.map(json)),
                        ])
                    ]),
                ])
            ])
        ])
    }

    private static func json(of span: FinishedSpan) -> JSON {
        var attributes: [(String, JSON)] = []
        span.attributes.forEach { key, value in
            if let value = json(of: value) { attributes.append((key, value)) }
        }
        return object([
            "traceId": .string(span.trace.traceID), "spanId": .string(span.trace.spanID),
            "parentSpanId": .string(span.trace.parentID), "name": .string(span.name),
            "kind": JSON(number(of: span.kind)), "startTimeUnixNano": .string(String(span.start)),
            "endTimeUnixNano": .string(String(span.end)),
            "attributes": .array(attributes.sorted { $0.0 < $1.0 }.map { attribute($0.0, $0.1) }),
            // 0 says nothing, 2 is an error.
            "status": object(["code": JSON(span.isError ? 2 : 0)]),
        ])
    }

    private static func attribute(_ key: String, _ value: JSON) -> JSON {
        let name = if case .string = value { "stringValue" } else { "intValue" }
        // Numbers of 64 bits are texts in the protocol's JSON.
        let content = if case .number(let text) = value { JSON.string(text) } else { value }
        return object(["key": .string(key), "value": object([name: content])])
    }

    /// What the spans of this server have; nil for other kinds of values.
    private static func json(of value: SpanAttribute) -> JSON? {
        switch value {
        case .string(let text): .string(text)
        case .int32(let number): JSON(Int(number))
        case .int64(let number): JSON(Int(number))
        default: nil
        }
    }

    private static func number(of kind: SpanKind) -> Int {
        switch kind {
        case .internal: 1
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        }
    }

    private static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
        .object(members.map { JSONMember(name: $0.key, value: $0.value) })
    }
}
