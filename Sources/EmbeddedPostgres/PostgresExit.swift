// SPDX-License-Identifier: Apache-2.0

import Subprocess

/// How a server process ended.
package enum PostgresExit: Sendable, Equatable, CustomStringConvertible {
    /// By itself; 0 is an orderly shutdown.
    case exited(code: Int32)
    /// By a signal: a crash, or somebody's `kill`.
    case signalled(Int32)
    /// It ended, but the operating system did not tell how.
    case unknown

    package var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "ended by signal \(signal)"
        case .unknown: "ended for an unknown reason"
        }
    }

    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code: code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
