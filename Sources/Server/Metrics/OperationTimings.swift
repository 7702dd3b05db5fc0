// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Postgres

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

    // One by one, since an array would be allocated for each request.
    private var authenticate: TimeAmount?
    private var prepare: TimeAmount?
    private var execute: TimeAmount?

    /// Nil where a request did not come that far.
    subscript(phase: Phase) -> TimeAmount? {
        get {
            switch phase {
            case .authenticate: authenticate
            case .prepare: prepare
            case .execute: execute
            }
        }
        set {
            switch phase {
            case .authenticate: authenticate = newValue
            case .prepare: prepare = newValue
            case .execute: execute = newValue
            }
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

/// How often each phase took how long.
struct PhaseHistograms: Sendable {
    // Fields rather than a dictionary: this is written for each request, under a lock.
    private var authenticate = DurationHistogram()
    private var prepare = DurationHistogram()
    private var execute = DurationHistogram()

    subscript(phase: OperationTimings.Phase) -> DurationHistogram {
        switch phase {
        case .authenticate: authenticate
        case .prepare: prepare
        case .execute: execute
        }
    }

    /// Counts the phases that a request came to.
    mutating func record(_ timings: OperationTimings) {
        if let duration = timings[.authenticate] { authenticate.record(duration) }
        if let duration = timings[.prepare] { prepare.record(duration) }
        if let duration = timings[.execute] { execute.record(duration) }
    }
}
