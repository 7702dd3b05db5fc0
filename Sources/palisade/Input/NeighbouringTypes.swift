// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLLanguage

/// The types that files beside those of an SDL define.
///
/// An SDL is often given a folder at a time, and one of them needs what another defines: whose name is then unknown,
/// though it is in sight.
struct NeighbouringTypes {
    /// The paths that were given.
    let paths: [String]

    /// More files than this are not looked at: what lies beside an SDL may be anything.
    private static let maximumFileCount = 400
    private static let maximumDepth = 3
    private static let largestFile = 1 << 20

    /// What to add to the command so that the types are defined: type → its file, and the folder or file to give.
    func places(of typeNames: Set<String>) -> [String: (file: String, path: String)] {
        var missing = typeNames
        var places: [String: (file: String, path: String)] = [:]
        var remaining = Self.maximumFileCount
        for neighbour in neighbours {
            for file in Self.files(at: neighbour, depth: 0) {
                guard remaining > 0, !missing.isEmpty else { return places }
                remaining -= 1
                for name in Self.definedTypes(in: file) where missing.remove(name) != nil {
                    places[name] = (file, neighbour)
                }
            }
        }
        return places
    }

    /// The folders and files beside those that were given, by name.
    private var neighbours: [String] {
        let given = Set(paths.map(Self.identity))
        var seen = given
        var neighbours: [String] = []
        for path in paths where path != InputFile.standardInput {
            let folder = Self.folder(of: path)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
            for name in names.sorted() where !name.hasPrefix(".") {
                let neighbour = folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
                if seen.insert(Self.identity(of: neighbour)).inserted { neighbours.append(neighbour) }
            }
        }
        return neighbours
    }

    private static func folder(of path: String) -> String {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard let slash = path.lastIndex(of: "/") else { return path == "." || path == ".." ? "\(path)/.." : "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func identity(of path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }

    private static func files(at path: String, depth: Int) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else {
            guard let dot = path.lastIndex(of: ".") else { return [] }
            return GraphQLFiles.extensions.contains(String(path[path.index(after: dot)...])) ? [path] : []
        }
        guard depth < maximumDepth else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().filter { !$0.hasPrefix(".") && $0 != "node_modules" }
            .flatMap { files(at: "\(path)/\($0)", depth: depth + 1) }
    }

    /// Nothing of a file that is no SDL: this is a hint, and no place to report it.
    private static func definedTypes(in file: String) -> [String] {
        let size = (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int
        guard let size, size <= largestFile, let text = try? InputFile.text(of: file),
            let document = try? Parser.parse(Source(text, name: file), limits: .schema)
        else { return [] }
        return document.definitions.compactMap { definition in
            if case .type(let type) = definition { return type.name.value }
            return nil
        }
    }
}
