// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The account that PostgreSQL runs as: this process's own, or a system user if this process is root's.
package struct ServerAccount: Sendable, Equatable {
    /// The system user that runs PostgreSQL for root.
    static let systemUserName = "palisade"

    /// Whether this process has root's rights, with which PostgreSQL refuses to run.
    package static var processIsRoot: Bool { geteuid() == 0 }

    /// The user that this process acts as.
    static var processUserID: uid_t { geteuid() }

    let name: String
    let userID: uid_t
    let groupID: gid_t
    /// Whether programs have to change to this account; otherwise they run as this process does.
    let differsFromProcess: Bool

    /// The account for this process; as root, the system user is created if it is missing.
    static func current() async throws(EmbeddedPostgresError) -> ServerAccount {
        guard processIsRoot else {
            let userID = geteuid()
            return ServerAccount(
                name: name(of: userID) ?? "\(userID)", userID: userID, groupID: getegid(), differsFromProcess: false)
        }
        if let account = lookUp(systemUserName) {
            return try account.checked()
        }
        let created = try await ServerProgram.run(
            "/usr/sbin/useradd",
            [
                "--system", "--user-group", "--no-create-home", "--home-dir", "/var/lib/palisade",
                "--shell", "/usr/sbin/nologin", systemUserName,
            ],
            as: nil)
        // Another process may have created it at the same time.
        guard let account = lookUp(systemUserName) else {
            throw .serverAccountUnusable(name: systemUserName, reason: created.failure ?? "useradd did not create it")
        }
        return try account.checked()
    }

    private func checked() throws(EmbeddedPostgresError) -> ServerAccount {
        guard userID != 0 else {
            throw .serverAccountUnusable(name: name, reason: "it is another name of root")
        }
        guard LocalFile.isExecutable(ServerProgram.accountChanger) else {
            throw .serverAccountUnusable(
                name: name, reason: "\(ServerProgram.accountChanger) is missing (package util-linux)")
        }
        return self
    }

    private static func lookUp(_ name: String) -> ServerAccount? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        return ServerAccount(name: name, userID: entry.pw_uid, groupID: entry.pw_gid, differsFromProcess: true)
    }

    /// The login name of a user, for messages.
    static func name(of userID: uid_t) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, getpwuid_r(userID, &entry, start, buffer.count, &found) == 0,
                found != nil, let name = entry.pw_name
            else {
                return nil
            }
            return String(cString: name)
        }
    }
}
