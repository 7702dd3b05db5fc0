// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Tells one event loop when sockets of libpq can be read or written. SwiftNIO's selector cannot: it watches no descriptor
/// that it does not own. Used on the event loop only, as are its watches.
protocol ReadinessSource: AnyObject, Sendable {
    /// Begins to watch `socket`; `observer` is called on the event loop when it becomes readable, if `interest` contains
    /// that, or writable. What was reported may not be reported again before the observer has read, or written, all that
    /// it can.
    ///
    /// The watch must be ended before the socket is closed.
    func watch(
        _ socket: Int32, interest: Readiness, observer: any ReadinessObserver
    ) -> Result<any SocketWatch, SystemError>
}

/// One socket that is being watched.
protocol SocketWatch: AnyObject, Sendable {
    /// Changes what is watched for. What is already the case is reported soon.
    ///
    /// - Returns: false if the socket cannot be watched for that.
    func update(interest: Readiness) -> Bool

    /// Ends the watch. The observer is not called again.
    func stop()
}
