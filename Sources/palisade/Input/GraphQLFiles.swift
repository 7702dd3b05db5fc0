// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLLanguage

/// Finds and reads GraphQL files, of a schema or of operations.
enum GraphQLFiles {
    /// The endings of the files that are taken from a folder. A file that is named itself may have any.
    static let extensions: Set<String> = ["graphql", "graphqls", "gql"]

    /// How deep folders are followed; only a cycle of links goes deeper.
    private static let maximumDepth = 64

    /// The sources that files, folders and `-` stand for, in the given order, those of a folder sorted by path.
    ///
    /// Each is called by its path as given, so that messages can be clicked. A file that is named twice is read once.
    ///
    /// - Throws: `noInput` for what is missing or unreadable and for a folder without GraphQL files; `dataError` for
    ///   what is not UTF-8.
    static func sources(_ paths: [String]) throws(CommandError) -> [Source] {
        var sources: [Source] = []
        var known: Set<String> = []
        for path in paths {
            for file in try files(at: path) where known.insert(identity(of: file)).inserted {
                sources.append(Source(try InputFile.text(of: file), name: InputFile.name(of: file)))
            }
        }
        return sources
    }

    private static func files(at path: String) throws(CommandError) -> [String] {
        guard path != InputFile.standardInput, isFolder(path) else { return [path] }
        let files = try files(inFolder: path, depth: 0)
        guard !files.isEmpty else {
            throw CommandError(
                .noInput, "The folder \(path) has no GraphQL files (*.graphql, *.graphqls or *.gql).")
        }
        return files
    }

    private static func files(inFolder folder: String, depth: Int) throws(CommandError) -> [String] {
        guard depth < maximumDepth else {
            throw CommandError(.noInput, "\(folder) is nested too deep; is there a link to a folder above it?")
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw CommandError(.noInput, "The folder \(folder) cannot be read: \(error.localizedDescription).")
        }
        var files: [String] = []
        // By bytes, so that the order is the same on every machine.
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            if isFolder(path) {
                files += try Self.files(inFolder: path, depth: depth + 1)
            } else if let dot = name.lastIndex(of: "."), extensions.contains(String(name[name.index(after: dot)...])) {
                files.append(path)
            }
        }
        return files
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    private static func identity(of path: String) -> String {
        path == InputFile.standardInput ? path : URL(filePath: path).resolvingSymlinksInPath().path
    }
}
