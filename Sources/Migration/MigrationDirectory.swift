// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// The ordered files of a migrations directory.
struct MigrationDirectory {
    let path: String

    /// The migrations in the order of their numbers. Files that do not end in `.sql` are left alone.
    ///
    /// - Throws: `MigrationError` if the directory or a file cannot be read, a name is not `NNNN_name.sql`, two files
    ///   have the same number, or a file is not UTF-8.
    func files() throws(MigrationError) -> [MigrationFile] {
        var files: [MigrationFile] = []
        for name in try names() {
            let bytes: [UInt8]
            do {
                bytes = [UInt8](try Data(contentsOf: URL(filePath: path).appending(path: name)))
            } catch {
                throw .unreadableFile(file: name)
            }
            files.append(try MigrationFile(fileName: name, bytes: bytes))
        }
        files.sort { ($0.version, $0.fileName) < ($1.version, $1.fileName) }
        for (file, next) in zip(files, files.dropFirst()) where file.version == next.version {
            throw .duplicateVersion(first: file.fileName, second: next.fileName)
        }
        return files
    }

    /// Writes a new file.
    ///
    /// - Throws: `MigrationError.unwritableFile` if it exists or cannot be written.
    func write(_ text: String, as name: String) throws(MigrationError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path).appending(path: name), options: .withoutOverwriting)
        } catch {
            throw .unwritableFile(file: name)
        }
    }

    private func names() throws(MigrationError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }
        } catch {
            throw .unreadableDirectory(path: path)
        }
    }
}
