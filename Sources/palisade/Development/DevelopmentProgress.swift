// SPDX-License-Identifier: Apache-2.0

import Foundation
import Server

/// Tells whoever waits for `palisade dev` what takes the time.
struct DevelopmentProgress: Sendable {
    private let isShown: Bool
    /// Whether a line can be written over.
    private let isTerminal: Bool

    /// Says nothing where the error stream is for programs.
    init(_ log: LogConfiguration) {
        switch log.format {
        case .text: isShown = true
        case .json: isShown = false
        }
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    /// One line on the error stream: what begins now.
    func say(_ what: String) {
        if isShown { StandardStream.error.writeLine("\(what) …") }
    }

    /// A bar that is drawn over itself; where that is impossible, one line when it begins.
    ///
    /// - Parameter part: what is being done now.
    func show(_ what: String, _ part: String, done: Int, of count: Int) {
        guard isShown else { return }
        guard isTerminal else {
            if done == 0 { say(what) }
            return
        }
        StandardStream.error.write(
            "\r\u{1B}[K" + Self.bar(what, part, done: done, of: count) + (done == count ? "\n" : ""))
    }

    static func bar(_ what: String, _ part: String, done: Int, of count: Int) -> String {
        let width = 30
        let filled = count == 0 ? width : width * done / count
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return "\(what) \(bar) \(count == 0 ? 100 : 100 * done / count) % (\(part))"
    }
}
