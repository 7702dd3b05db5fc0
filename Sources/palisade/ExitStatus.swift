// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What the program's exit codes mean; those from 64 are the ones of sysexits.
enum ExitStatus: Int32 {
    /// The command did its work and found faults: invalid documents, a response with errors, a migration that failed.
    case faultsFound = 1
    /// Arguments that make no sense together. (The argument parser uses the same code for those that it refuses.)
    case usage = 64
    /// Input that is not what it should be: not UTF-8, not JSON.
    case dataError = 65
    /// Input that does not exist or cannot be read.
    case noInput = 66
    /// The database is out of reach or refuses.
    case unavailable = 69
    /// Something that should not happen.
    case software = 70
    /// A configuration that the command cannot run with, or a database that must not be served: `serve` and `dev` refuse
    /// to start, `check` says so.
    case configuration = 78

    /// Ends the command with this code and no further message.
    var exitCode: ExitCode { ExitCode(rawValue) }
}

/// Why a command gives up, for its user to read.
struct CommandError: Error {
    let status: ExitStatus
    /// One or more sentences: what is wrong and what to do. "Error: " is put before it.
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
