// SPDX-License-Identifier: Apache-2.0

import UnixSignals

/// For a command that has something to clear away, whenever it is told to stop.
enum Interruption {
    /// A signal came before the work was done.
    struct Fault: Error {}

    /// Runs `body`, and cancels it at SIGINT or SIGTERM.
    ///
    /// - Returns: what came of it; a `Fault` if there was a signal.
    static func cancelling<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return await withTaskGroup(of: Result<Value, any Error>?.self) { group in
            group.addTask {
                do { return .success(try await body()) } catch { return .failure(error) }
            }
            group.addTask {
                for await _ in signals { break }
                return nil
            }
            var isInterrupted = false
            while let ended = await group.next() {
                group.cancelAll()
                if let ended { return isInterrupted ? .failure(Fault()) : ended }
                isInterrupted = true
            }
            return .failure(Fault())
        }
    }
}
