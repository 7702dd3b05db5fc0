// SPDX-License-Identifier: Apache-2.0

import Logging

/// Which trace a request belongs to, and which part of it the server is: W3C Trace Context, `traceparent`.
package struct TraceContext: Sendable, Hashable {
    /// 32 hexadecimal digits in lower case.
    package let traceID: String
    /// The caller's part: 16 hexadecimal digits.
    package let parentID: String
    /// The server's own part.
    package let spanID: String
    /// Whether the caller records the trace, and wants everybody else to.
    package let isSampled: Bool

    /// Reads a `traceparent` field, whose grammar has no freedom: anything else is as good as none.
    ///
    /// Version 00 has four parts; a later one may go on after another dash, and is read as if it were 00.
    init?(traceparent text: String, spanID: String = Self.newSpanID()) {
        let bytes = Array(text.utf8)
        let dashes = [2, 35, 52]
        guard bytes.count >= 55, dashes.allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else { return nil }
        let parts = [0..<2, 3..<35, 36..<52, 53..<55].map { bytes[$0] }
        guard parts.allSatisfy({ $0.allSatisfy(Self.isDigit) }) else { return nil }
        let isFirstVersion = parts[0].allSatisfy { $0 == UInt8(ascii: "0") }
        guard isFirstVersion ? bytes.count == 55 : bytes.count == 55 || bytes[55] == UInt8(ascii: "-"),
            parts[0].elementsEqual("ff".utf8) == false
        else { return nil }
        guard !parts[1].allSatisfy({ $0 == UInt8(ascii: "0") }), !parts[2].allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return nil }
        traceID = String(decoding: parts[1], as: UTF8.self)
        parentID = String(decoding: parts[2], as: UTF8.self)
        self.spanID = spanID
        isSampled = (UInt8(String(decoding: parts[3], as: UTF8.self), radix: 16) ?? 0) & 1 == 1
    }

    private init(traceID: String, parentID: String, isSampled: Bool) {
        self.traceID = traceID
        self.parentID = parentID
        spanID = Self.newSpanID()
        self.isSampled = isSampled
    }

    /// A part of this part.
    func child() -> TraceContext { TraceContext(traceID: traceID, parentID: spanID, isSampled: isSampled) }

    /// What others are told who take part on this one's behalf.
    var traceparent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    /// 16 digits, not all zero.
    private static func newSpanID() -> String {
        let digits = String(UInt64.random(in: 1...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }

    /// What PostgreSQL shows of the session, at most 63 bytes: `palisade/TRACE-SPAN`.
    var applicationName: String { "palisade/\(traceID)-\(spanID)" }
}

/// What a request says of how it is to be run, beside what.
package struct RequestTerms: Sendable, Hashable {
    /// What the client knows to be written, and must see.
    package var consistency: LogPosition?
    package var trace: TraceContext?

    package init() {}
}

extension Logger.Metadata {
    /// What every line about a request says.
    init(requestID: String, trace: TraceContext?) {
        self = ["request_id": "\(requestID)"]
        if let trace { self["trace_id"] = "\(trace.traceID)" }
    }
}
