// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Logging
import ServiceLifecycle
import Synchronization
import Tenancy

/// The rules in a file, read again within a second when it changes. It works where the database does not, and needs no
/// right but to write a file.
package final class BlockList: Service {
    private static let pause = Duration.seconds(1)

    private struct State {
        var rules = BlockRules()
        var content: [UInt8]?
    }

    private let path: String?
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameter path: nil for no rules. A file that does not exist holds none.
    package init(path: String?, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    package var rules: BlockRules { state.withLock { $0.rules } }

    /// Reads the file now. A file with a fault leaves the rules that were.
    package func look() async {
        guard let path else { return }
        let content: [UInt8]
        do throws(KeySourceFault) {
            content = try await SmallFile.read(path)
        } catch {
            guard FileManager.default.fileExists(atPath: path) else {
                state.withLock { $0 = State() }
                return
            }
            logger.error("the block list cannot be read", metadata: ["path": "\(path)"])
            return
        }
        guard state.withLock({ $0.content != content }) else { return }
        do throws(BlockRules.Fault) {
            let rules = try BlockRules(String(decoding: content, as: UTF8.self))
            state.withLock { $0 = State(rules: rules, content: content) }
            logger.notice("block list read", metadata: ["path": "\(path)"])
        } catch {
            state.withLock { $0.content = content }
            logger.error(
                "the block list has a fault, and the rules that were stay in force",
                metadata: ["path": "\(path)", "line": "\(error.line)"])
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
}
