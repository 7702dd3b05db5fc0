// SPDX-License-Identifier: Apache-2.0

import Gzip

/// Pages and what they load, held in memory: no request reaches the file system, so that none can leave the folder.
package struct StaticSite: Sendable {
    private static let firstPage = "index.html"

    private let files: [String: StaticFile]

    /// - Parameter files: contents by path within the site, such as `index.html` or `vendor/graphiql.min.js`. Files of
    ///   unknown kinds are left out.
    package init(files contents: [String: [UInt8]]) {
        var files: [String: StaticFile] = [:]
        for (path, bytes) in contents {
            guard let type = StaticFile.contentType(of: path) else { continue }
            files[path] = StaticFile(bytes, type: type, allowsStylesWithin: path == Self.firstPage)
        }
        self.files = files
    }

    /// The file at a path within the site; the page of a folder is its `index.html`, and pages go by their names alone.
    func file(at path: Substring) -> StaticFile? {
        let path = String(path)
        if path.isEmpty { return files[Self.firstPage] }
        return files[path] ?? files[path + ".html"]
    }
}

/// One file as it is sent.
struct StaticFile: Sendable {
    let contentType: StaticString
    let bytes: [UInt8]
    /// Compressed once, when the server starts; nil where that gains nothing.
    let compressed: [UInt8]?
    /// Whether the page's elements may carry styles, which GraphiQL's editor needs.
    let allowsStylesWithin: Bool

    init(_ bytes: [UInt8], type: StaticString, allowsStylesWithin: Bool = false) {
        contentType = type
        self.allowsStylesWithin = allowsStylesWithin
        self.bytes = bytes
        compressed = bytes.count < GzipEncoder.minimumSize ? nil : GzipEncoder.encode(bytes)
    }

    /// What browsers are told, since they must not guess (`nosniff`); nil for what a site has no use for.
    static func contentType(of path: String) -> StaticString? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        return switch path[path.index(after: dot)...] {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "json": "application/json; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "woff2": "font/woff2"
        case "txt": "text/plain; charset=utf-8"
        default: nil
        }
    }
}
