// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Where the time of one request went.
struct OperationTimings: Sendable, Hashable {
    /// The parts of a request, in their order.
    enum Phase: String, CaseIterable, Sendable {
        /// Finding out who asks.
        case authenticate
        /// Parsing, validating and planning, or finding that this was done before.
        case prepare
        /// Waiting for a connection, PostgreSQL, and writing the response.
        case execute
    }

    private var durations: [TimeAmount?] = Array(repeating: nil, count: Phase.allCases.count)

    /// Nil where a request did not come that far.
    subscript(phase: Phase) -> TimeAmount? {
        get { durations[Self.index(phase)] }
        set { durations[Self.index(phase)] = newValue }
    }

    private static func index(_ phase: Phase) -> Int {
        switch phase {
        case .authenticate: 0
        case .prepare: 1
        case .execute: 2
        }
    }

    /// The value of a Server-Timing field (W3C Server Timing): milliseconds.
    var serverTiming: String {
        Phase.allCases.compactMap { phase in
            self[phase].map { duration in
                let microseconds = duration.nanoseconds / 1_000
                let rest = String(microseconds % 1_000)
                let padding = String(repeating: "0", count: 3 - rest.utf8.count)
                return "\(phase.rawValue);dur=\(microseconds / 1_000).\(padding)\(rest)"
            }
        }.joined(separator: ", ")
    }
}
