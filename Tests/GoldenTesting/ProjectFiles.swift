// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Files of the project that tests read: golden files, the application's SDL, migrations, demo data.
package enum ProjectFiles {
    /// The directory that holds Package.swift.
    package static let root: String = {
        var url = URL(filePath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path()
    }()

    /// The path of something below the project's root.
    package static func path(_ relative: String) -> String { root + relative }

    package static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: path), encoding: .utf8)
    }

    package static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    package static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Writes a file, and the directories above it where they are missing.
    package static func write(_ text: String, to path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Paths of all files below a directory that end so, relative to it, in order. Follows a link at its top only.
    package static func files(below directory: String, suffix: String) throws -> [String] {
        let top = URL(filePath: directory).resolvingSymlinksInPath().path()
        return try FileManager.default.subpathsOfDirectory(atPath: top).filter { $0.hasSuffix(suffix) }.sorted()
    }

    /// Names of the directories in a directory, in order.
    package static func directories(in directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { name in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(directory)/\(name)", isDirectory: &isDirectory)
                && isDirectory.boolValue
        }.sorted()
    }
}
