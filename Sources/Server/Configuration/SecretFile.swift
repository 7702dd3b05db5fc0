// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A secret that a deployment hands over as a file.
enum SecretFile {
    /// A secret, and whether users of the machine other than its owner can read the file.
    struct Content {
        let secret: String
        let isReadableByAll: Bool
    }

    /// Reads the file. One line break at its end, which most editors leave there, is not part of the secret.
    ///
    /// - Returns: what is wrong, going on from the variable's name, where it cannot be read.
    static func read(_ path: String) -> Result<Content, Fault> {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            let exists = FileManager.default.fileExists(atPath: path)
            return .failure(
                Fault(problem: "names the file \(path), which \(exists ? "cannot be read" : "does not exist")"))
        }
        guard var secret = String(validating: data, as: UTF8.self) else {
            return .failure(Fault(problem: "names the file \(path), which is not UTF-8 text"))
        }
        // "\r\n" is one character.
        if let last = secret.last, last == "\n" || last == "\r\n" { secret.removeLast() }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
        return .success(Content(secret: secret, isReadableByAll: mode & 0o004 != 0))
    }

    struct Fault: Error {
        let problem: String
    }
}
