// SPDX-License-Identifier: Apache-2.0

package import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
package import Tenancy

/// Keeps the keys of the issuers up to date, and with them what verifies tokens.
///
/// Files are looked at every few seconds, addresses before what they gave expires, and when a token names a key that is
/// not known (rate-limited). A source that cannot be read keeps its keys for a day.
package final class TokenKeys: Service {
    private struct State {
        var configuration: TenancyConfiguration
        /// How often the configuration was replaced: what was read for an earlier one is dropped.
        var generation = 0
        var sources: [KeySourceState]
        var contents: [[UInt8]?]
        var verifier: TokenVerifier
        /// Nil where none runs: there is one at a time.
        var look: RunningLook?
    }

    /// How often files are looked at, and addresses considered.
    private static let pause = Duration.seconds(5)

    private let fetcher = KeySetFetcher()
    private let logger: Logger
    private let state: Mutex<State>

    package init(_ configuration: TenancyConfiguration, logger: Logger) {
        self.logger = logger
        let count = configuration.issuers.count
        state = Mutex(
            State(
                configuration: configuration, sources: Array(repeating: KeySourceState(now: .now()), count: count),
                contents: Array(repeating: nil, count: count),
                verifier: TokenVerifier(configuration: configuration)))
    }

    /// What verifies tokens now. When keys change it is another one, whose cache is empty.
    package var verifier: TokenVerifier {
        state.withLock { $0.verifier }
    }

    /// Whether the keys of every issuer have been read.
    package var isComplete: Bool {
        state.withLock { state in state.sources.allSatisfy { $0.keys != nil } }
    }

    /// Reads what is due, unless a look runs already. Never throws: what cannot be read is logged and tried again.
    package func look() async { await look(now: .now()) }

    /// - Parameter now: decides what is due.
    func look(now: NIODeadline) async {
        if let look = state.withLock({ Self.begin(&$0, now: now) }) { await carryOut(look) }
    }

    /// A look that has begun, and what it reads.
    private struct Beginning {
        let look = RunningLook()
        let due: [(index: Int, issuer: TokenIssuer)]
        let generation: Int
    }

    private enum LookForUnknownKey {
        case notNow
        case begins(Beginning)
        case runs(RunningLook)
    }

    /// - Returns: nil where a look runs, or nothing is due.
    private static func begin(_ state: inout State, now: NIODeadline) -> Beginning? {
        guard state.look == nil else { return nil }
        let issuers = state.configuration.issuers
        let due = issuers.indices.filter { state.sources[$0].nextLook <= now || issuers[$0].source.isFile }
        guard !due.isEmpty else { return nil }
        for index in due { state.sources[index].begins(now: now) }
        let beginning = Beginning(due: due.map { ($0, issuers[$0]) }, generation: state.generation)
        state.look = beginning.look
        return beginning
    }

    private func carryOut(_ beginning: Beginning) async {
        // At once, so that an issuer that does not answer keeps nobody from the keys of another.
        await withTaskGroup(of: Void.self) { group in
            for (index, issuer) in beginning.due {
                group.addTask { await self.read(issuer, index, generation: beginning.generation) }
            }
        }
        state.withLock { state in
            if state.generation == beginning.generation { state.look = nil }
        }
        beginning.look.end()
    }

    /// A token names a key that is not known: perhaps a new one. Looks at the addresses, unless that was done a short
    /// while ago; where a look runs already, waits for that one.
    ///
    /// - Parameter verifier: what does not know the key.
    /// - Returns: whether it is worth verifying the token again.
    func lookForUnknownKey(to verifier: TokenVerifier) async -> Bool {
        // The look that runs may be one at files alone: then it is the addresses' turn.
        for _ in 0..<2 where self.verifier === verifier {
            switch nextLookForUnknownKey() {
            case .notNow: return false
            // A task of its own: whoever asks may go away, while others wait for what is found.
            case .begins(let look): await Task { await self.carryOut(look) }.value
            case .runs(let look): await look.wait()
            }
        }
        return self.verifier !== verifier
    }

    private func nextLookForUnknownKey() -> LookForUnknownKey {
        let now = NIODeadline.now()
        return state.withLock { state -> LookForUnknownKey in
            if let look = state.look { return .runs(look) }
            var isDue = false
            for (index, issuer) in state.configuration.issuers.enumerated() where !issuer.source.isFile {
                guard state.sources[index].mayLookForUnknownKey(now: now) else { continue }
                state.sources[index].expire(now: now)
                isDue = true
            }
            guard isDue, let beginning = Self.begin(&state, now: now) else { return .notNow }
            return .begins(beginning)
        }
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.look()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    // MARK: Another configuration

    /// A configuration whose keys have all been read.
    package struct Prepared: Sendable {
        fileprivate let configuration: TenancyConfiguration
        fileprivate let sources: [KeySourceState]
        fileprivate let contents: [[UInt8]?]
        fileprivate let verifier: TokenVerifier
    }

    /// Reads the keys of another configuration. An issuer that stays, and cannot be read now, keeps the keys that it has.
    ///
    /// - Throws: what is wrong, beginning with the name of the source.
    package func prepare(_ configuration: TenancyConfiguration) async throws(KeySourceFault) -> Prepared {
        var sources: [KeySourceState] = []
        var contents: [[UInt8]?] = []
        for issuer in configuration.issuers {
            var source = KeySourceState(now: .now())
            source.begins(now: .now())
            do throws(KeySourceFault) {
                let document = try await content(of: issuer.source)
                source.succeeded(
                    try issuer.keys(in: document.content).keys, maximumAge: document.maximumAge, now: .now())
                contents.append(document.content)
            } catch {
                let known = state.withLock { state in
                    state.configuration.issuers.firstIndex(of: issuer).map { (state.sources[$0], state.contents[$0]) }
                }
                guard let known, known.0.keys != nil else {
                    throw KeySourceFault(problem: "\(issuer.source.name) \(error.problem)")
                }
                source = known.0
                contents.append(known.1)
            }
            sources.append(source)
        }
        do throws(KeyFault) {
            let whole = try configuration.adding(sources.flatMap { $0.keys ?? [] })
            return Prepared(
                configuration: configuration, sources: sources, contents: contents,
                verifier: TokenVerifier(configuration: whole))
        } catch {
            throw KeySourceFault(problem: "the issuers' keys contradict each other: one \(error.problem)")
        }
    }

    /// Verifies by these keys from now on. What was verified before counts no longer.
    package func install(_ prepared: Prepared) {
        state.withLock { state in
            state = State(
                configuration: prepared.configuration, generation: state.generation + 1, sources: prepared.sources,
                contents: prepared.contents, verifier: prepared.verifier)
        }
    }

    // MARK: Reading

    private func read(_ issuer: TokenIssuer, _ index: Int, generation: Int) async {
        do throws(KeySourceFault) {
            let document = try await content(of: issuer.source)
            // Most looks find what was there before.
            let isNew = state.withLock { state in
                state.generation == generation && state.contents[index] != document.content
            }
            let (keys, skipped) = try issuer.keys(in: document.content)
            if isNew {
                for reason in skipped {
                    logger.warning(
                        "a key was passed over", metadata: ["source": "\(issuer.source.name)", "reason": "\(reason)"])
                }
                logger.info("keys read", metadata: ["source": "\(issuer.source.name)", "keys": "\(keys.count)"])
            }
            state.withLock { state in
                guard state.generation == generation else { return }
                state.contents[index] = document.content
                state.sources[index].succeeded(keys, maximumAge: document.maximumAge, now: .now())
            }
        } catch {
            state.withLock { state in
                if state.generation == generation { state.sources[index].failed(now: .now()) }
            }
            logger.error(
                "keys cannot be read", metadata: ["source": "\(issuer.source.name)", "reason": "\(error.problem)"])
        }
        renew()
    }

    /// Puts the keys of all sources into force, if they are others than before.
    private func renew() {
        let fault = state.withLock { state -> KeyFault? in
            do throws(KeyFault) {
                let new = try state.configuration.adding(state.sources.flatMap { $0.keys ?? [] })
                if new.keys.keys != state.verifier.configuration.keys.keys {
                    state.verifier = TokenVerifier(configuration: new)
                }
                return nil
            } catch {
                return error
            }
        }
        if let fault {
            logger.error("the issuers' keys contradict each other", metadata: ["reason": "\(fault.problem)"])
        }
    }

    private func content(of source: TokenIssuer.Source) async throws(KeySourceFault) -> KeySetFetcher.Document {
        switch source {
        case .keySetURL(let address): return try await fetcher.fetch(address)
        case .keySetFile(let path), .publicKeyFile(let path), .secretFile(let path):
            return KeySetFetcher.Document(content: try await SmallFile.read(path), maximumAge: nil)
        }
    }
}

extension TokenIssuer.Source {
    /// Whether a look costs so little that it can be taken every few seconds.
    fileprivate var isFile: Bool {
        switch self {
        case .keySetURL: false
        case .keySetFile, .publicKeyFile, .secretFile: true
        }
    }
}
