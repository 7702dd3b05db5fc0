// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc

/// Where the files of a cluster are.
///
///     DIRECTORY/lock, credentials          this process's
///     HOME/postgres/data, socket, log      the server account's, mode 0700
///
/// HOME is DIRECTORY, if the server's account can reach that; otherwise (root's own directories) it is a directory
/// under /var/lib/palisade named for it.
struct ClusterLayout: Equatable {
    /// Where root keeps the server's files of directories that the server's account cannot reach.
    static let remoteHomes = "/var/lib/palisade/clusters"

    let directory: String
    let home: String

    var credentials: String { "\(directory)/credentials" }
    /// The only directory that belongs to the server's account. As root nothing is written below it but by that
    /// account: it could have put a symbolic link in the way.
    var serverFiles: String { "\(home)/postgres" }
    var data: String { "\(serverFiles)/data" }
    var log: String { "\(serverFiles)/log" }

    /// The home of a directory's server files under /var/lib/palisade: readable, and the same each time.
    static func remoteHome(for directory: String) -> String {
        // The usual directory is `.palisade`; what tells projects apart is the name above it.
        let names = directory.split(separator: "/")
        let telling = names.last { !$0.hasPrefix(".") } ?? "root"
        let readable = telling.unicodeScalars.prefix(20).map { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
        }
        return "\(remoteHomes)/\(String(readable))-\(fingerprint(directory))"
    }

    /// Sixteen hexadecimal digits that differ between directories (64-bit FNV-1a; no secret depends on it).
    static func fingerprint(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The places for the socket, best first; the first that can hold it is taken.
    func socketDirectories(account: ServerAccount, environment: [String: String]) -> [String] {
        let name = "palisade-\(account.userID)-\(Self.fingerprint(home))"
        var directories = ["\(serverFiles)/socket"]
        if account.differsFromProcess {
            directories.append("/run/\(name)")
        } else if let runtime = environment["XDG_RUNTIME_DIR"], !runtime.isEmpty {
            directories.append("\(runtime)/\(name)")
        }
        directories.append("/tmp/\(name)")
        return directories
    }

    /// Creates the directory for the socket: 0700, and the server account's.
    func prepareSocketDirectory(
        account: ServerAccount, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(EmbeddedPostgresError) -> String {
        let candidates = socketDirectories(account: account, environment: environment)
        var lastError: EmbeddedPostgresError?
        for candidate in candidates {
            guard DatabaseURL.canHoldSocket(candidate) else {
                continue
            }
            if candidate.hasPrefix("\(serverFiles)/") {
                // Below the account's own directory, so the account creates it (see StartScript).
                return candidate
            }
            do {
                try Self.createPrivateDirectory(candidate, owner: account)
                return candidate
            } catch {
                lastError = error
            }
        }
        throw lastError
            ?? .directoryUnusable(path: home, reason: "no place for the server's socket is left")
    }

    /// Removes the directory of the socket, if it is one outside of the server's files and empty.
    func removeSocketDirectory(_ path: String) {
        if !path.hasPrefix("\(serverFiles)/") {
            rmdir(path)
        }
    }

    /// A directory that the account alone may enter. One that is there already must be just that, and no link:
    /// anybody can create a name in /tmp.
    static func createPrivateDirectory(_ path: String, owner: ServerAccount) throws(EmbeddedPostgresError) {
        if mkdir(path, 0o700) == 0 {
            guard !owner.differsFromProcess || lchown(path, owner.userID, owner.groupID) == 0 else {
                throw .directoryUnusable(path: path, reason: LocalFile.reason(errno))
            }
        } else if errno != EEXIST {
            throw .directoryUnusable(path: path, reason: LocalFile.reason(errno))
        }
        guard let status = LocalFile.status(path), status.isDirectory, status.owner == owner.userID, !status.isShared
        else {
            throw .directoryUnusable(path: path, reason: "it has to be a directory of '\(owner.name)' with mode 0700")
        }
    }
}
