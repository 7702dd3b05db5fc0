// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

/// Whether the session of a connection is what the rest of the program relies on, as far as the server reports it.
enum SessionCheck {
    /// PostgreSQL 15: the oldest with `security_invoker` views.
    private static let oldestVersion = 150_000

    static func check(_ connection: OpaquePointer) throws(ConnectionFailure) {
        let version = Int(PQserverVersion(connection))
        guard version >= Self.oldestVersion else {
            throw .serverTooOld(version: version)
        }
        try check("client_encoding", needed: "UTF8", connection) { $0 == "UTF8" }
        try check("standard_conforming_strings", needed: "on", connection) { $0 == "on" }
        try check("DateStyle", needed: "ISO", connection) { $0.hasPrefix("ISO") }
        try check("TimeZone", needed: "UTC", connection) { ["UTC", "Etc/UTC", "GMT"].contains($0) }
    }

    private static func check(
        _ name: String,
        needed: String,
        _ connection: OpaquePointer,
        _ isSuitable: (String) -> Bool
    ) throws(ConnectionFailure) {
        let value = PQparameterStatus(connection, name).map { String(cString: $0) } ?? ""
        guard isSuitable(value) else {
            throw .unsuitableSetting(name: name, value: value, needed: needed)
        }
    }
}
