// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite struct DirectoryLockTests {
    @Test func `a second owner is refused and told who the first is`() async throws {
        try await withTestDirectory { directory in
            let lock = try DirectoryLock.acquire(in: directory)
            let error = #expect(
                throws: EmbeddedPostgresError.alreadyRunning(directory: directory, processID: getpid())
            ) {
                try DirectoryLock.acquire(in: directory)
            }
            #expect(
                error?.description == """
                    Another palisade (process \(getpid())) is running in \(directory). \
                    Stop it first, or give this one a directory of its own with --data-dir.
                    """)
            lock.release()
            try DirectoryLock.acquire(in: directory).release()
        }
    }

    @Test func `a process that is killed gives its lock up`() async throws {
        try await withTestDirectory { directory in
            await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                let lock = try DirectoryLock.acquire(in: directory)
                withExtendedLifetime(lock) {
                    _ = kill(getpid(), SIGKILL)
                }
            }
            #expect(LocalFile.exists("\(directory)/lock"))
            try DirectoryLock.acquire(in: directory).release()
        }
    }

    @Test func `a programme that is started meanwhile does not keep the lock`() async throws {
        try await withTestDirectory { directory in
            let lock = try DirectoryLock.acquire(in: directory)
            let child = Task { try await ServerProgram.run("/bin/sh", ["-c", "read -r line"], as: nil) }
            lock.release()
            try DirectoryLock.acquire(in: directory).release()
            _ = try await child.value
        }
    }

    @Test func `a symbolic link in the lock's place is not followed`() async throws {
        try await withTestDirectory { directory in
            symlink("\(directory)/elsewhere", "\(directory)/lock")
            #expect(throws: EmbeddedPostgresError.self) { try DirectoryLock.acquire(in: directory) }
            #expect(!LocalFile.exists("\(directory)/elsewhere"))
        }
    }
}
