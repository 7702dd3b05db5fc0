// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// An exclusive lock on a directory, held through an open file: the kernel lets go of it when the process ends, however
/// it ends.
final class DirectoryLock: Sendable {
    private let descriptor: Mutex<CInt?>

    private init(descriptor: CInt) {
        self.descriptor = Mutex(descriptor)
    }

    /// Takes the lock, or says who holds it. Does not wait.
    ///
    /// - Throws: `alreadyRunning` with the process that holds it; `directoryUnusable`.
    static func acquire(in directory: String) throws(EmbeddedPostgresError) -> DirectoryLock {
        let path = "\(directory)/lock"
        // O_CLOEXEC: a child that kept the file open would keep the lock.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .directoryUnusable(path: path, reason: LocalFile.reason(errno))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = errno
            close(descriptor)
            guard failure == EWOULDBLOCK else {
                throw .directoryUnusable(path: path, reason: LocalFile.reason(failure))
            }
            throw .alreadyRunning(directory: directory, processID: holder(in: directory))
        }
        // For the message above only; the lock itself does not depend on it.
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 {
            _ = pwrite(descriptor, text, text.count, 0)
        }
        return DirectoryLock(descriptor: descriptor)
    }

    private static func holder(in directory: String) -> Int32? {
        LocalFile.read("\(directory)/lock", limit: 32)
            .flatMap { Int32(String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) }
    }

    /// Lets go of the lock; a second call does nothing.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor {
                // Closing alone would leave it to a child that is being started at this moment.
                flock(open, LOCK_UN)
                close(open)
            }
            descriptor = nil
        }
    }

    deinit {
        release()
    }
}
