// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where a command writes: answers to the output, everything that is said about them to the error stream.
enum StandardStream {
    case output, error

    /// Writes all of a text. What cannot be written (a closed pipe) is lost.
    func write(_ text: String) {
        let handle: FileHandle
        switch self {
        case .output: handle = .standardOutput
        case .error: handle = .standardError
        }
        try? handle.write(contentsOf: Data(text.utf8))
    }

    /// Writes a text and ends the line.
    func writeLine(_ text: String) {
        write(text + "\n")
    }
}
