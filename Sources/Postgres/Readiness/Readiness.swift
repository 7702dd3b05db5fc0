// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What a socket is ready for, or is watched for. Faults of a socket count as both.
struct Readiness: OptionSet, Sendable {
    let rawValue: UInt8

    static let readable = Readiness(rawValue: 1)
    static let writable = Readiness(rawValue: 2)
    /// The peer sends nothing more. Only reported.
    static let hungUp = Readiness(rawValue: 4)
}

/// Is told, on its event loop, that a socket is ready.
protocol ReadinessObserver: AnyObject, Sendable {
    func socketIsReady(_ readiness: Readiness)
}

/// The number of an error of the operating system.
struct SystemError: Error, Hashable {
    let code: Int32

    /// What the operating system says of it.
    var text: String { String(cString: strerror(code)) }
}
