// SPDX-License-Identifier: Apache-2.0

package import Logging
import NIOCore
package import ServiceLifecycle
import Synchronization
package import Tenancy

/// Keeps the keys of the issuers up to date, and with them what verifies tokens.
///
/// Files are looked at every few seconds, addresses before what they gave expires, and when a token names a key that is
/// not known (rate-limited). A source that cannot be read keeps its keys for a day.
package final class TokenKeys: Service {
    private struct State {
        var sources: [KeySourceState]
        var contents: [[UInt8]?]
        var verifier: TokenVerifier
        var isLooking = false
    }

    /// How often files are looked at, and addresses considered.
    private static let pause = Duration.seconds(5)

    private let configuration: TenancyConfiguration
    private let fetcher = KeySetFetcher()
    private let logger: Logger
    private let state: Mutex<State>

    package init(_ configuration: TenancyConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        let count = configuration.issuers.count
        state = Mutex(
            State(
                sources: Array(repeating: KeySourceState(now: .now()), count: count),
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

    /// Reads what is due. Never throws: what cannot be read is logged and tried again.
    package func look() async {
        let now = NIODeadline.now()
        let due = state.withLock { state -> [Int] in
            guard !state.isLooking else { return [] }
            let due = state.sources.indices.filter { state.sources[$0].nextLook <= now || isFile($0) }
            state.isLooking = !due.isEmpty
            for index in due { state.sources[index].begins(now: now) }
            return due
        }
        guard !due.isEmpty else { return }
        for index in due { await read(index) }
        state.withLock { $0.isLooking = false }
    }

    /// A token names a key that is not known: perhaps a new one. Looks at the addresses, unless that was done a short
    /// while ago.
    ///
    /// - Returns: whether it is worth verifying the token again.
    func lookForUnknownKey() async -> Bool {
        let now = NIODeadline.now()
        let isDue = state.withLock { state in
            guard !state.isLooking else { return false }
            var isDue = false
            for index in state.sources.indices where !isFile(index) {
                guard state.sources[index].mayLookForUnknownKey(now: now) else { continue }
                state.sources[index].expire(now: now)
                isDue = true
            }
            return isDue
        }
        guard isDue else { return false }
        let before = verifier
        await look()
        return verifier !== before
    }

    /// Reads everything again now, as an operator wants it.
    package func reload() async {
        let now = NIODeadline.now()
        state.withLock { state in
            for index in state.sources.indices { state.sources[index].expire(now: now) }
        }
        await look()
    }

    package func run() async throws {
        guard !configuration.issuers.isEmpty else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.look()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    private func isFile(_ index: Int) -> Bool {
        if case .keySetURL = configuration.issuers[index].source { false } else { true }
    }

    private func read(_ index: Int) async {
        let issuer = configuration.issuers[index]
        do throws(KeySourceFault) {
            let document = try await content(of: issuer.source)
            // Most looks find what was there before.
            let isNew = state.withLock { state in
                guard state.contents[index] != document.content else { return false }
                return true
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
                state.contents[index] = document.content
                state.sources[index].succeeded(keys, maximumAge: document.maximumAge, now: .now())
            }
        } catch {
            state.withLock { $0.sources[index].failed(now: .now()) }
            logger.error(
                "keys cannot be read", metadata: ["source": "\(issuer.source.name)", "reason": "\(error.problem)"])
        }
        renew()
    }

    /// Puts the keys of all sources into force, if they are others than before.
    private func renew() {
        let fault = state.withLock { state -> KeyFault? in
            do throws(KeyFault) {
                let new = try configuration.adding(state.sources.flatMap { $0.keys ?? [] })
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
