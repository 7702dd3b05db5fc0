// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import NIOCore
internal import NIOPosix

/// Opens connections without blocking an event loop or a thread of Swift's.
///
/// Each step of libpq's handshake runs on a thread for blocking calls, since it may resolve a name, read a key file or
/// compute a password's hash; the waiting in between is done by the readiness source.
enum ConnectionOpening {
    /// Opens a connection that is used on `eventLoop`, in non-blocking and pipeline mode.
    ///
    /// `LibPQConnection.start` must be called on it, or `close`.
    static func open(
        _ configuration: PostgresConnectionConfiguration,
        identifier: Int,
        keepsSession: Bool,
        on eventLoop: any EventLoop
    ) async throws(PostgresError) -> LibPQConnection {
        guard let parameters = ConnectionParameters(configuration) else {
            throw .connectionFailed(reason: .unreadableConnectionString)
        }
        let source: any ReadinessSource
        switch await configuration.readiness.source(on: eventLoop) {
        case .success(let found): source = found
        case .failure(let error): throw .connectionFailed(reason: .systemError(code: error.code))
        }
        let deadline = NIODeadline.now() + configuration.connectTimeout
        guard let handshake = await blocking({ Handshake(parameters) }) else {
            throw .connectionFailed(reason: .refused(message: "out of memory"))
        }
        do throws(ConnectionFailure) {
            try await finish(handshake, parameters, source, eventLoop, deadline)
            try SessionCheck.check(handshake.handle)
        } catch {
            await blocking { handshake.abandon() }
            throw .connectionFailed(reason: error)
        }
        guard PQsetnonblocking(handshake.handle, 1) == 0, PQenterPipelineMode(handshake.handle) == 1,
            let cancelHandle = CancelHandle(connection: handshake.handle)
        else {
            await blocking { handshake.abandon() }
            throw .connectionFailed(reason: .refused(message: "out of memory"))
        }
        return LibPQConnection(
            handle: handshake.handle,
            cancelHandle: cancelHandle,
            source: source,
            configuration: configuration,
            identifier: identifier,
            keepsSession: keepsSession,
            eventLoop: eventLoop
        )
    }

    private static func finish(
        _ handshake: Handshake,
        _ parameters: ConnectionParameters,
        _ source: any ReadinessSource,
        _ eventLoop: any EventLoop,
        _ deadline: NIODeadline
    ) async throws(ConnectionFailure) {
        // libpq: act at first as if it had asked to write.
        var next = PQstatus(handshake.handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while true {
            switch next {
            case PGRES_POLLING_OK:
                return
            case PGRES_POLLING_READING, PGRES_POLLING_WRITING:
                let interest: Readiness = next == PGRES_POLLING_READING ? .readable : .writable
                try await SocketWait.wait(
                    for: interest, socket: PQsocket(handshake.handle), source: source, eventLoop: eventLoop,
                    deadline: deadline)
                next = await blocking { PQconnectPoll(handshake.handle) }
            default:
                throw .refused(message: parameters.masked(String(cString: PQerrorMessage(handshake.handle))))
            }
        }
    }

    private static func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withUnsafeContinuation { continuation in
            BlockingCalls.threads.submit { _ in
                continuation.resume(returning: body())
            }
        }
    }
}

/// A connection that is not open yet. One step runs at a time, each after the other: hence `@unchecked Sendable`.
private final class Handshake: @unchecked Sendable {
    let handle: OpaquePointer

    init?(_ parameters: ConnectionParameters) {
        guard let handle = parameters.withArrays({ PQconnectStartParams($0, $1, 0) }) else {
            return nil
        }
        self.handle = handle
        // The default writes to standard error, and a notice may contain values.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
    }

    func abandon() {
        PQfinish(handle)
    }
}
