// SPDX-License-Identifier: Apache-2.0

package import Logging
import Tracing

/// Writes the span of each request to the log, as one line: for collectors that read logs. The request's phases are part of
/// that line; their own spans are not written.
package enum LogSpanExporter {
    /// What takes finished spans; those of phases are passed over.
    package static func export(to logger: Logger) -> @Sendable (FinishedSpan) -> Void {
        { span in
            guard span.kind == .server else { return }
            logger.info("span", metadata: metadata(of: span))
        }
    }

    private static func metadata(of span: FinishedSpan) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "trace_id": "\(span.trace.traceID)", "span_id": "\(span.trace.spanID)",
            "parent_id": "\(span.trace.parentID)",
            "name": "\(span.name)", "duration_us": "\(span.duration / 1_000)",
        ]
        for (field, key) in fields {
            guard let value = span.attributes.get(key) else { continue }
            metadata[field] = "\(text(of: value))"
        }
        return metadata
    }

    /// Fields of the log, and the attributes that they come from.
    private static let fields = [
        ("request_id", RequestSpan.requestID), ("status", RequestSpan.status), ("phases", RequestSpan.phases),
        ("operation", RequestSpan.operationName), ("code", RequestSpan.errorType),
    ]

    private static func text(of value: SpanAttribute) -> String {
        switch value {
        case .string(let text): text
        case .int64(let number): String(number)
        default: ""
        }
    }
}
