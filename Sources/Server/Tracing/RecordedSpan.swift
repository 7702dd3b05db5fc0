// SPDX-License-Identifier: Apache-2.0

import Synchronization
package import Tracing

/// A span of a trace that is recorded; of one that is not, it does nothing.
///
/// Events and links are not kept: nothing here makes any.
package final class RecordedSpan: Span {
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var isError = false
        var isEnded = false
    }

    package let context: InstrumentationContext
    private let kind: SpanKind
    private let start: UInt64
    private let export: @Sendable (FinishedSpan) -> Void
    private let state: Mutex<State>

    init(
        name: String, context: InstrumentationContext, kind: SpanKind, start: UInt64,
        export: @escaping @Sendable (FinishedSpan) -> Void
    ) {
        self.context = context
        self.kind = kind
        self.start = start
        self.export = export
        state = Mutex(State(name: name))
    }

    package var isRecording: Bool { context.trace?.isSampled == true }

    package var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    package var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { state.withLock { $0.attributes = newValue } }
    }

    package func setStatus(_ status: SpanStatus) {
        state.withLock { $0.isError = status.code == .error }
    }

    package func addEvent(_ event: SpanEvent) {}

    package func addLink(_ link: SpanLink) {}

    /// Errors may quote values: that there was one is all that is kept.
    package func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        state.withLock { $0.isError = true }
    }

    package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let end = instant().nanosecondsSinceEpoch
        let last = state.withLock { state -> State? in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            return state
        }
        guard let last, let trace = context.trace, trace.isSampled else { return }
        export(
            FinishedSpan(
                trace: trace, name: last.name, kind: kind, start: start, end: end, attributes: last.attributes,
                isError: last.isError))
    }
}
