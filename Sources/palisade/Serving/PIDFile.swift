// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A file with the number of the process that serves, for those who send it signals.
struct PIDFile {
    let path: String

    /// - Throws: `noInput` where the file cannot be written.
    func write() throws(CommandError) {
        do {
            try "\(getpid())\n".write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw CommandError(.noInput, "\(path) cannot be written. Name another file by PALISADE_PID_FILE.")
        }
    }

    /// Removes the file, if it is still this process's.
    func remove() {
        if read() == getpid() { try? FileManager.default.removeItem(atPath: path) }
    }

    /// The number in the file; nil where there is none.
    func read() -> pid_t? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").first,
            let number = pid_t(line), number > 1
        else { return nil }
        return number
    }
}
