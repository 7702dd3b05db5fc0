// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Writes files with secrets in them: never readable by others, not even while they are written.
enum PrivateFile {
    /// Replaces a file; who reads it meanwhile sees the old one or the new one, never a part.
    ///
    /// - Throws: `noInput`, naming the file.
    static func write(_ text: String, to path: String) throws(CommandError) {
        let temporary = "\(path).\(getpid())"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                let error = failure(path)
                close(descriptor)
                unlink(temporary)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
    }

    private static func failure(_ path: String) -> CommandError {
        CommandError(.noInput, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}
