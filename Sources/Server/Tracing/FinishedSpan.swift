// SPDX-License-Identifier: Apache-2.0

import Tracing

/// A part of a trace that is over: what exporters get.
package struct FinishedSpan: Sendable {
    let trace: TraceContext
    let name: String
    let kind: SpanKind
    /// In nanoseconds since 1970.
    let start: UInt64
    let end: UInt64
    let attributes: SpanAttributes
    let isError: Bool

    var duration: UInt64 { end > start ? end - start : 0 }
}
