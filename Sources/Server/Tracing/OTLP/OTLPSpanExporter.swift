// SPDX-License-Identifier: Apache-2.0

import JSON
package import Logging
import ServiceLifecycle
import Synchronization

/// Gathers spans and sends them to a collector by OTLP over HTTP.
///
/// A request never waits for it: what the collector does not take in time is dropped and counted. Sizes and times are those
/// that OpenTelemetry has for its batch processor.
package final class OTLPSpanExporter: Service {
    private static let capacity = 2_048
    private static let largestBatch = 512
    private static let shortestPause = Duration.seconds(1)
    private static let longestPause = Duration.seconds(30)
    private static let farewell = Duration.seconds(3)

    private struct State {
        var waiting: [FinishedSpan] = []
        var sent = 0
        var dropped = 0
        /// Why the last batch was not taken; nil if it was.
        var problem: String?
    }

    private let configuration: OTLPConfiguration
    private let interval: Duration
    private let logger: Logger
    private let state = Mutex(State())
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// - Parameter interval: how long spans wait for others at most.
    package init(_ configuration: OTLPConfiguration, interval: Duration = .seconds(5), logger: Logger) {
        self.configuration = configuration
        self.interval = interval
        self.logger = logger
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How many spans the collector took, and how many were dropped.
    var counts: (sent: Int, dropped: Int) { state.withLock { ($0.sent, $0.dropped) } }

    package func export(_ span: FinishedSpan) {
        let isFull = state.withLock { state in
            guard state.waiting.count < Self.capacity else {
                state.dropped += 1
                return false
            }
            state.waiting.append(span)
            return state.waiting.count % Self.largestBatch == 0
        }
        if isFull { wake.yield() }
    }

    /// Sends until the program stops, and then once more what is left.
    package func run() async throws {
        guard let collector = OTLPCollector(configuration) else {
            logger.error("spans are not sent: the collector's address is none")
            return
        }
        defer { collector.close() }
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.tick() }
                group.addTask { await self.deliver(to: collector) }
                await group.waitForAll()
            }
        }
        await deliverTheRest(to: collector)
    }

    /// Within a few seconds: who stops the program waits for it.
    private func deliverTheRest(to collector: OTLPCollector) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled, let batch = self.next() {
                    guard await self.offer(batch, to: collector) == .settled else { return }
                }
            }
            group.addTask { try? await Task.sleep(for: Self.farewell) }
            await group.next()
            group.cancelAll()
        }
    }

    private func tick() async {
        while (try? await Task.sleep(for: interval)) != nil { wake.yield() }
    }

    private func deliver(to collector: OTLPCollector) async {
        var pause = Self.shortestPause
        for await _ in wakes {
            while !Task.isCancelled, let batch = next() {
                switch await offer(batch, to: collector) {
                case .settled: pause = Self.shortestPause
                case .postponed(let after):
                    let asked = after.map { min(max(.seconds($0), Self.shortestPause), Self.longestPause) }
                    try? await Task.sleep(for: asked ?? pause)
                    pause = min(pause * 2, Self.longestPause)
                }
            }
        }
    }

    /// The oldest spans, which stay until they are delivered.
    private func next() -> [FinishedSpan]? {
        let batch = state.withLock { Array($0.waiting.prefix(Self.largestBatch)) }
        return batch.isEmpty ? nil : batch
    }

    private enum Settlement: Equatable {
        /// The collector took the batch, or never will.
        case settled
        /// It may be offered again, after so many seconds if the collector says so.
        case postponed(after: Int?)
    }

    private func offer(_ batch: [FinishedSpan], to collector: OTLPCollector) async -> Settlement {
        let document = OTLPTraces.document(of: batch, service: configuration.service)
        switch await collector.send(Array(document.text.utf8)) {
        case .accepted:
            settle(batch.count, isTaken: true)
            tell(nil)
            return .settled
        case .refused(let reason):
            settle(batch.count, isTaken: false)
            tell(reason)
            return .settled
        case .notNow(let reason, let after):
            tell(reason)
            return .postponed(after: after)
        }
    }

    private func settle(_ count: Int, isTaken: Bool) {
        state.withLock { state in
            state.waiting.removeFirst(count)
            if isTaken { state.sent += count } else { state.dropped += count }
        }
    }

    /// Logs what is new alone: a collector that is away for an hour is one line.
    private func tell(_ problem: String?) {
        let last = state.withLock { state in
            defer { state.problem = problem }
            return state.problem
        }
        guard problem != last else { return }
        if let problem {
            logger.warning("spans cannot be delivered to the collector", metadata: ["reason": "\(problem)"])
        } else {
            logger.notice("spans are delivered again")
        }
    }
}
