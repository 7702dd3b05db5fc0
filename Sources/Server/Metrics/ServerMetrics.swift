// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Postgres
import Synchronization

/// What the server has done since it started. Memory is bounded: names that come from outside are counted for the most
/// frequent tenants only.
package final class ServerMetrics: Sendable {
    /// What is known of a request once it is answered.
    struct Observation: Sendable {
        var status: HTTPStatus
        var codes: [ErrorCode] = []
        var duration: TimeAmount
        var timings = OperationTimings()
        var tenant: String?
    }

    /// Everything at one moment.
    struct Snapshot: Sendable {
        fileprivate(set) var requests: [UInt16: UInt64] = [:]
        fileprivate(set) var errors: [ErrorCode: UInt64] = [:]
        fileprivate(set) var durations = DurationHistogram()
        fileprivate(set) var phases = PhaseHistograms()
        fileprivate(set) var costs = CostHistogram()
        fileprivate(set) var tenants = HeavyHitters(capacity: 256)
        fileprivate(set) var events: [Event: UInt64] = [:]
        fileprivate(set) var inFlight = 0
        fileprivate(set) var connections = 0
    }

    /// What is counted beside requests.
    package enum Event: String, Sendable, CaseIterable, Comparable {
        case handshakeFailed = "tls_handshake_failed"
        case http2ConnectionFailed = "http2_connection_failed"
        case configurationReloaded = "config_reload_succeeded"
        case configurationRefused = "config_reload_failed"
        case reloadSucceeded = "reload_succeeded"
        case reloadFailed = "reload_failed"
        case slowOperation = "slow_operation"
        case operationRetried = "operation_retried"
        case operationReplayed = "operation_replayed"

        package static func < (left: Event, right: Event) -> Bool { left.rawValue < right.rawValue }
    }

    private let state = Mutex(Snapshot())

    package init() {}

    var snapshot: Snapshot { state.withLock { $0 } }

    func requestBegan() {
        state.withLock { $0.inFlight += 1 }
    }

    func requestEnded(_ observation: Observation) {
        state.withLock { state in
            state.inFlight -= 1
            state.requests[observation.status.rawValue, default: 0] &+= 1
            for code in observation.codes { state.errors[code, default: 0] &+= 1 }
            state.durations.record(observation.duration)
            state.phases.record(observation.timings)
            if let tenant = observation.tenant { state.tenants.count(tenant) }
        }
    }

    /// An operation was executed that costs so much, by estimate.
    func record(cost: Int) {
        state.withLock { $0.costs.record(cost) }
    }

    func connectionBegan() {
        state.withLock { $0.connections += 1 }
    }

    func connectionEnded() {
        state.withLock { $0.connections -= 1 }
    }

    /// How often it has happened.
    package func count(of event: Event) -> UInt64 {
        state.withLock { $0.events[event] ?? 0 }
    }

    /// It has happened once more.
    package func count(_ event: Event) {
        state.withLock { $0.events[event, default: 0] &+= 1 }
    }
}
