// SPDX-License-Identifier: Apache-2.0

import CMalloc
import NIOPosix
import ServiceLifecycle

/// Gives memory that is free back to the system.
///
/// glibc keeps what lies between blocks that are in use: after each crowd of requests a little more of the heap stays with the
/// process, which seems to grow though it holds no more than before. To give it back takes some milliseconds, in which other
/// threads wait for the part of the heap that is looked through: hence rarely, and only where there is much of it.
struct MemoryReturn: Service {
    private static let pause = Duration.seconds(30)
    /// In bytes. Less is soon used again.
    private static let worthwhile = 4 << 20

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.pause)
                _ = try? await NIOThreadPool.singleton.runIfActive { Self.giveBack() }
            }
        }
    }

    /// - Returns: whether memory was given back.
    static func giveBack() -> Bool {
        guard mallinfo2().fordblks > worthwhile else { return false }
        return malloc_trim(0) == 1
    }
}
