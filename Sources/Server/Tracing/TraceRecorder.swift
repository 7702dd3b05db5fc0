// SPDX-License-Identifier: Apache-2.0

package import Tracing

/// The tracer of the server: takes traces up from requests (W3C Trace Context), and hands the spans of those that are
/// sampled to exporters.
///
/// It begins no trace of its own, and samples nothing that its caller has not: a span without a trace is not recorded.
package struct TraceRecorder: Tracer {
    private let exporters: [@Sendable (FinishedSpan) -> Void]

    package init(exporters: [@Sendable (FinishedSpan) -> Void]) {
        self.exporters = exporters
    }

    /// The first span that is started with what `extract` has found is the server's own part, whose id is known by then
    /// and stands in PostgreSQL's list of sessions. Others get one of their own, below that.
    package func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> RecordedSpan {
        var context = context()
        if kind != .server { context.trace = context.trace?.child() }
        let exporters = exporters
        return RecordedSpan(
            name: operationName, context: context, kind: kind, start: instant().nanosecondsSinceEpoch
        ) { span in
            for export in exporters { export(span) }
        }
    }

    /// Exporters that gather spans send them by themselves.
    package func forceFlush() {}

    package func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: "traceparent", from: carrier) else { return }
        context.trace = TraceContext(traceparent: text)
    }

    package func inject<Carrier, Inject: Injector>(
        _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let trace = context.trace else { return }
        injector.inject(trace.traceparent, forKey: "traceparent", into: &carrier)
    }
}
