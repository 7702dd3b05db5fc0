// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Server processes of an earlier owner in a data directory.
///
/// A server ends with its owner, but that takes a moment, and somebody may have ended the part that watches. It is
/// stopped rather than taken over: an adopted server would have no life line to its new owner.
enum LeftoverServer {
    /// The processes that are `postgres` and work in the directory: the postmaster and its children.
    static func processes(inData data: String) -> [Int32] {
        LocalFile.names(in: "/proc").compactMap { Int32($0) }.filter { serves($0, inData: data) }
    }

    /// Whether a process is a PostgreSQL server process of the directory.
    static func serves(_ processID: Int32, inData data: String) -> Bool {
        guard LocalFile.destination(ofLink: "/proc/\(processID)/cwd") == data,
            let program = LocalFile.destination(ofLink: "/proc/\(processID)/exe")
        else {
            return false
        }
        // After an upgrade the kernel says "…/postgres (deleted)".
        return program.hasSuffix("/postgres") || program.hasSuffix("/postgres (deleted)")
    }

    /// Stops what is left; returns how many processes there were.
    ///
    /// - Throws: `leftoverServer` if they do not end; `cancelled`.
    static func end(inData data: String) async throws(EmbeddedPostgresError) -> Int {
        let found = processes(inData: data)
        guard !found.isEmpty else {
            return 0
        }
        for (signal, patience) in [(SIGINT, Duration.seconds(30)), (SIGQUIT, .seconds(10))] {
            let deadline = ContinuousClock.now + patience
            while ContinuousClock.now < deadline {
                if processes(inData: data).isEmpty {
                    return found.count
                }
                // Without a postmaster its children end by themselves. To repeat a signal changes nothing, and one may
                // have come too early, before the file was written.
                if let postmaster = PostmasterFile.read(inData: data)?.processID, serves(postmaster, inData: data) {
                    kill(postmaster, signal)
                }
                do {
                    try await Task.sleep(for: .milliseconds(20))
                } catch {
                    throw .cancelled
                }
            }
        }
        throw .leftoverServer(directory: data, processIDs: processes(inData: data))
    }
}
