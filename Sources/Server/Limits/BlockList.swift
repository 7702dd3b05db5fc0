// SPDX-License-Identifier: Apache-2.0

import Glibc
package import Logging
import ServiceLifecycle
import Synchronization
import Tenancy

/// The rules in a file, read again within a second when it changes. It works where the database does not, and needs no
/// right but to write a file.
///
/// What cannot be taken over never lets anybody in: at the start it is an error, and later the rules that were stay in force.
package final class BlockList: Service {
    /// Why a file's rules are not in force.
    package enum Fault: Error, Sendable, Hashable {
        /// With what is wrong: "cannot be read".
        case unreadable(String)
        /// It was there before. Who wants no rules leaves an empty file.
        case gone
        /// The line, counted from 1, is no rule.
        case line(Int)

        /// What is wrong, to follow the file's name.
        package var problem: String {
            switch self {
            case .unreadable(let problem): problem
            case .gone: "is gone"
            case .line(let line): "has a fault: line \(line) is no rule"
            }
        }
    }

    private static let pause = Duration.seconds(1)

    private struct State {
        var rules = BlockRules()
        /// What the rules are made of; nil while there was no file.
        var content: [UInt8]?
        var fault: Fault?
    }

    private let path: String?
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameter path: nil for no rules.
    package init(path: String?, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    package var rules: BlockRules { state.withLock { $0.rules } }

    /// Whether the rules in force are those of the file; nil where there is to be none.
    var isCurrent: Bool? { path == nil ? nil : state.withLock { $0.fault == nil } }

    /// Reads the file before anything is served. One that does not exist holds no rules yet.
    package func start() async throws(Fault) {
        guard let path else { return }
        guard let content = try await Self.content(of: path) else {
            logger.notice("there is no block file yet, and nothing is blocked", metadata: ["path": "\(path)"])
            return
        }
        let rules = try Self.rules(in: content)
        state.withLock { $0 = State(rules: rules, content: content) }
        logger.notice("block file read", metadata: ["path": "\(path)"])
    }

    /// Reads the file now. What cannot be taken over leaves the rules that were.
    package func look() async {
        guard let path else { return }
        do throws(Fault) {
            let content = try await Self.content(of: path)
            let known = state.withLock { $0.content }
            guard let content else {
                guard known == nil else { throw .gone }
                state.withLock { $0.fault = nil }
                return
            }
            let rules = content == known ? nil : try Self.rules(in: content)
            let isNews = state.withLock { state in
                defer { state.fault = nil }
                guard let rules else { return state.fault != nil }
                (state.rules, state.content) = (rules, content)
                return true
            }
            if isNews { logger.notice("block file read", metadata: ["path": "\(path)"]) }
        } catch {
            let isNews = state.withLock { state in
                defer { state.fault = error }
                return state.fault != error
            }
            guard isNews else { return }
            logger.error(
                "the block file is not taken over, and the rules that were stay in force",
                metadata: ["path": "\(path)", "reason": "\(error.problem)"])
        }
    }

    package func run() async throws {
        guard path != nil else {
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

    /// - Returns: nil where there is no file.
    private static func content(of path: String) async throws(Fault) -> [UInt8]? {
        do throws(KeySourceFault) {
            return try await SmallFile.read(path)
        } catch {
            // A folder that may not be looked into is no absence, nor a link that leads nowhere.
            var status = stat()
            if lstat(path, &status) != 0, errno == ENOENT { return nil }
            throw .unreadable(error.problem)
        }
    }

    private static func rules(in content: [UInt8]) throws(Fault) -> BlockRules {
        guard let text = String(validating: content, as: UTF8.self) else { throw .unreadable("is not UTF-8") }
        do throws(BlockRules.Fault) {
            return try BlockRules(text)
        } catch {
            throw .line(error.line)
        }
    }
}
