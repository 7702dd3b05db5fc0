// SPDX-License-Identifier: Apache-2.0

internal import CKernelAIO
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

extension KernelAIOSource {
    typealias Opening = Result<KernelAIOSource, SystemError>

    /// Polls that can be under way, which is about as many as sockets. The contexts of all processes may have
    /// `fs.aio-max-nr` together, which is 65,536 unless somebody changed it.
    private static let capacity: UInt32 = 1_024

    /// One for each event loop, or why there is none. A future keeps its event loop, so that no other has its identifier.
    private static let openings = Mutex<[ObjectIdentifier: EventLoopFuture<Opening>]>([:])

    /// The source of an event loop, or the number of the system error that prevented it: that of a container that does
    /// not allow the calls, or of `fs.aio-max-nr`.
    static func source(on eventLoop: any EventLoop) async -> Opening {
        let opening = openings.withLock { openings in
            let key = ObjectIdentifier(eventLoop)
            let opening = openings[key] ?? eventLoop.flatSubmit { open(on: eventLoop) }
            openings[key] = opening
            return opening
        }
        do {
            return try await opening.get()
        } catch {
            // The event loop has ended.
            return .failure(SystemError(code: ECANCELED))
        }
    }

    static func forget(_ eventLoop: any EventLoop) {
        openings.withLock { $0[ObjectIdentifier(eventLoop)] = nil }
    }

    private static func open(on eventLoop: any EventLoop) -> EventLoopFuture<Opening> {
        guard let bootstrap = NIOPipeBootstrap(validatingGroup: eventLoop) else {
            return eventLoop.makeSucceededFuture(.failure(SystemError(code: ENOTSUP)))
        }
        let eventDescriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard eventDescriptor >= 0 else {
            return eventLoop.makeSucceededFuture(.failure(SystemError(code: errno)))
        }
        var context: aio_context_t = 0
        var code = Int32(truncatingIfNeeded: -kernel_aio_setup(capacity, &context))
        guard code == 0 else {
            Glibc.close(eventDescriptor)
            return eventLoop.makeSucceededFuture(.failure(SystemError(code: code)))
        }
        code = tryPolling(context, eventDescriptor)
        guard code == 0 else {
            kernel_aio_destroy(context)
            Glibc.close(eventDescriptor)
            return eventLoop.makeSucceededFuture(.failure(SystemError(code: code)))
        }
        let source = KernelAIOSource(eventLoop: eventLoop, context: context, eventDescriptor: eventDescriptor)
        return
            bootstrap
            .channelOption(.maxMessagesPerRead, value: 1)
            // More than the eight bytes of an eventfd: SwiftNIO reads again what has filled its buffer.
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 64))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(KernelAIOHandler(source))
                }
            }
            .takingOwnershipOfDescriptor(input: eventDescriptor)
            .map { _ in .success(source) }
            .flatMapError { _ in
                source.close()
                Glibc.close(eventDescriptor)
                return eventLoop.makeSucceededFuture(.failure(SystemError(code: ECANCELED)))
            }
    }

    /// Begins a poll that completes at once, since an eventfd takes what is written to it, and takes what it completed with.
    ///
    /// - Returns: a system error's number, or 0: some kernels and sandboxes have AIO, but not for polls.
    private static func tryPolling(_ context: aio_context_t, _ eventDescriptor: Int32) -> Int32 {
        var poll = iocb()
        kernel_aio_prepare_poll(&poll, 1, eventDescriptor, UInt16(POLLOUT), eventDescriptor)
        let begun = withUnsafeMutablePointer(to: &poll) { poll in
            var polls: UnsafeMutablePointer<iocb>? = poll
            return kernel_aio_submit(context, 1, &polls)
        }
        guard begun == 1 else {
            return begun < 0 ? Int32(truncatingIfNeeded: -begun) : ENOTSUP
        }
        var event = io_event()
        return kernel_aio_take(context, 1, &event) == 1 && event.data == 1 ? 0 : ENOTSUP
    }
}

/// Reads the eventfd of a source.
private final class KernelAIOHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let source: KernelAIOSource

    init(_ source: KernelAIOSource) {
        self.source = source
    }

    /// However much was counted: what counts is in the ring.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        source.deliver()
    }

    func channelInactive(context: ChannelHandlerContext) {
        KernelAIOSource.forget(source.eventLoop)
        source.close()
        context.fireChannelInactive()
    }
}
