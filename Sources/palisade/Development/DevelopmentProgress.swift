// SPDX-License-Identifier: Apache-2.0

import Server

/// Tells whoever waits for `palisade dev` what takes the time.
struct DevelopmentProgress: Sendable {
    private let isShown: Bool

    /// Says nothing where the error stream is for programs.
    init(_ log: LogConfiguration) {
        switch log.format {
        case .text: isShown = true
        case .json: isShown = false
        }
    }

    /// One line on the error stream: what begins now.
    func say(_ what: String) {
        if isShown { StandardStream.error.writeLine("\(what) …") }
    }
}
