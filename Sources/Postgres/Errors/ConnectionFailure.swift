// SPDX-License-Identifier: Apache-2.0

/// Why a connection could not be opened.
package enum ConnectionFailure: Error, Sendable, Hashable {
    /// The connection string is not one. What is wrong in it is not repeated, since it may contain a password.
    case unreadableConnectionString
    /// The server, or the way to it, refused; `message` is libpq's, passwords masked.
    case refused(message: String)
    /// The connection was not ready within the time allowed.
    case timeout
    /// The server is older than PostgreSQL 15; `version` is like 140012.
    case serverTooOld(version: Int)
    /// A setting that the reading of values relies on has another value, and could not be changed at start-up.
    case unsuitableSetting(name: String, value: String, needed: String)
    /// The operating system refused what waiting for the socket needs.
    case systemError(code: Int32)
}

extension ConnectionFailure: CustomDebugStringConvertible {
    package var debugDescription: String {
        switch self {
        case .unreadableConnectionString:
            "the connection string is neither a postgresql:// URL nor a list of key=value"
        case .refused(let message): message
        case .timeout: "it was not ready in time"
        case .serverTooOld(let version): "PostgreSQL 15 or later is needed, the server is \(version / 10_000)"
        case .unsuitableSetting(let name, let value, let needed):
            "the session has \(name) = '\(value)' and needs '\(needed)'; set it by ALTER ROLE … SET"
        case .systemError(let code): "system error \(code)"
        }
    }
}
