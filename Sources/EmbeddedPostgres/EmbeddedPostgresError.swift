// SPDX-License-Identifier: Apache-2.0

/// Why the embedded PostgreSQL cannot be used. Each description says what to do next; none contains a password.
package enum EmbeddedPostgresError: Error, Sendable, Equatable {
    /// No installation of the programs was found at any of the places looked at.
    case programsNotFound(searched: [String])
    /// The programs are there, but the account that has to run them cannot: out of its reach, or not for this machine.
    case programsUnusable(directory: String, user: String, reason: String)
    /// Running as root, and the system user that runs PostgreSQL is missing or unusable.
    case serverAccountUnusable(name: String, reason: String)
    /// A directory cannot be created, read or written as needed.
    case directoryUnusable(path: String, reason: String)
    /// Another process runs a cluster in the same directory.
    case alreadyRunning(directory: String, processID: Int32?)
    /// The directory holds a database, but not the file with its passwords.
    case credentialsMissing(path: String)
    /// The file with the passwords cannot be used.
    case credentialsUnusable(path: String, reason: String)
    /// The data was written by another major version of PostgreSQL.
    case incompatibleData(directory: String, found: String, programs: String)
    /// A PostgreSQL from an earlier run is still there and does not end.
    case leftoverServer(directory: String, processIDs: [Int32])
    /// `initdb` failed.
    case initializationFailed(output: String)
    /// The server ended, or was not ready in time; with the last lines of its log.
    case startFailed(reason: String, log: String, lastLines: String)
    /// A program of the bundle ended with an error.
    case commandFailed(program: String, reason: String)
    /// The cluster has been stopped, or its server has ended.
    case notRunning
    /// The task was cancelled while waiting for PostgreSQL.
    case cancelled
}

extension EmbeddedPostgresError: CustomStringConvertible {
    package var description: String {
        let elsewhere = "or use another server with --database-url"
        switch self {
        case .programsNotFound(let searched):
            return """
                The embedded PostgreSQL is not installed (looked in \(searched.joined(separator: ", "))). \
                Run 'make setup', \(elsewhere).
                """
        case .programsUnusable(let directory, let user, let reason):
            return """
                The user '\(user)', which runs PostgreSQL, cannot run the programs in \(directory): \(reason). \
                Make that directory readable for it, unset PALISADE_POSTGRES_BIN and run 'make setup', \(elsewhere).
                """
        case .serverAccountUnusable(let name, let reason):
            return """
                PostgreSQL does not run as root, and the system user '\(name)' cannot be used: \(reason). \
                Create it (useradd --system \(name)), run as an ordinary user, \(elsewhere).
                """
        case .directoryUnusable(let path, let reason):
            return "\(path) cannot be used: \(reason). Choose another directory with --data-dir."
        case .alreadyRunning(let directory, let processID):
            let process = processID.map { " (process \($0))" } ?? ""
            return """
                Another palisade\(process) is running in \(directory). \
                Stop it first, or give this one a directory of its own with --data-dir.
                """
        case .credentialsMissing(let path):
            return """
                There is a database, but its passwords (\(path)) are gone. \
                Put that file back, or remove the directory to begin anew with an empty database.
                """
        case .credentialsUnusable(let path, let reason):
            return "\(path) cannot be used: \(reason)."
        case .incompatibleData(let directory, let found, let programs):
            return """
                The database in \(directory) was made by PostgreSQL \(found); the programs here are version \
                \(programs). Use programs of that version (PALISADE_POSTGRES_BIN), or another --data-dir.
                """
        case .leftoverServer(let directory, let processIDs):
            let list = processIDs.map(String.init).joined(separator: ", ")
            return "A PostgreSQL of an earlier run still uses \(directory) (process \(list)) and does not end."
        case .initializationFailed(let output):
            return "The database could not be created. initdb said:\n\(output)"
        case .startFailed(let reason, let log, let lastLines):
            return "PostgreSQL did not start: \(reason). Last lines of \(log):\n\(lastLines)"
        case .commandFailed(let program, let reason):
            return "\(program) failed: \(reason)"
        case .notRunning:
            return "The embedded PostgreSQL is not running."
        case .cancelled:
            return "Cancelled while waiting for PostgreSQL."
        }
    }
}
