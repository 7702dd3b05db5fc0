// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The few operations on local files that bootstrapping needs, with the operating system's reason when one fails.
///
/// They block, briefly; they are used while a cluster starts or stops, never while it serves.
enum LocalFile {
    /// Who owns a file and what may be done with it; symbolic links are not followed.
    struct Status: Equatable {
        let owner: uid_t
        let mode: mode_t
        let isDirectory: Bool

        /// Whether anybody but the owner has any right to it.
        var isShared: Bool { mode & 0o077 != 0 }
    }

    /// The text of an operating system's error number.
    static func reason(_ number: CInt) -> String {
        String(cString: strerror(number))
    }

    static func isExecutable(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func status(_ path: String) -> Status? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            return nil
        }
        return Status(
            owner: status.st_uid, mode: status.st_mode & 0o7777, isDirectory: status.st_mode & S_IFMT == S_IFDIR)
    }

    /// Creates a directory and those above it; the mode is given to the last one only, and only if it is new.
    static func createDirectory(_ path: String, mode: mode_t) throws(EmbeddedPostgresError) {
        if mkdir(path, mode) == 0 {
            // mkdir() subtracts the umask.
            _ = chmod(path, mode)
            return
        }
        var failure = errno
        if failure == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try createDirectory(String(path[..<slash]), mode: 0o755)
            if mkdir(path, mode) == 0 {
                _ = chmod(path, mode)
                return
            }
            failure = errno
        }
        var status = stat()
        guard failure == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .directoryUnusable(
                path: path, reason: failure == EEXIST ? "it is not a directory" : reason(failure))
        }
    }

    /// The absolute path of something that exists, without symbolic links.
    static func resolve(_ path: String) throws(EmbeddedPostgresError) -> String {
        guard let resolved = realpath(path, nil) else {
            throw .directoryUnusable(path: path, reason: reason(errno))
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Where a symbolic link points to, if it is one and can be read.
    static func destination(ofLink path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { readlink(path, $0, characters.count) } ?? -1
            }
        }
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }

    /// The names in a directory, in no order; empty if it cannot be read.
    static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else {
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." {
                names.append(name)
            }
        }
        return names
    }

    /// The first `limit` bytes of a regular file; `nil` if it cannot be read. Does not follow a symbolic link.
    static func read(_ path: String, limit: Int = 65_536) -> [UInt8]? {
        // Not blocking: somebody may have put a pipe there.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            return nil
        }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while content.count < limit {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit - content.count))
            if count < 0 && errno == EINTR {
                continue
            }
            guard count > 0 else {
                return count == 0 ? content : nil
            }
            content.append(contentsOf: buffer.prefix(count))
        }
        return content
    }

    /// Writes a file that only its owner may read, all of it or nothing: beside its place, then renamed.
    static func writePrivately(_ content: [UInt8], to path: String) throws(EmbeddedPostgresError) {
        let draft = "\(path).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .directoryUnusable(path: draft, reason: reason(errno))
        }
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 && errno == EINTR {
                continue
            }
            guard count > 0 else {
                let failure = errno
                close(descriptor)
                unlink(draft)
                throw .directoryUnusable(path: draft, reason: reason(failure))
            }
            written += count
        }
        let synchronized = fsync(descriptor) == 0
        close(descriptor)
        guard synchronized, rename(draft, path) == 0 else {
            let failure = errno
            unlink(draft)
            throw .directoryUnusable(path: path, reason: reason(failure))
        }
    }
}
