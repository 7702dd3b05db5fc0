// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// A recorded text that a test's result must equal.
///
/// `UPDATE_GOLDEN=1` records all, `=sql` or `=response` only those. What was newly recorded fails that run all the same,
/// so that somebody reads it.
package struct GoldenFile: Sendable {
    /// What is recorded, as `UPDATE_GOLDEN` names it.
    package enum Kind: String, Sendable {
        case sql, response, text
    }

    package let path: String
    package let kind: Kind

    package init(_ path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// What is wrong with `text`, compared with the file; nil where they are equal.
    package func problem(with text: String) throws -> String? {
        let name = path.hasPrefix(ProjectFiles.root) ? String(path.dropFirst(ProjectFiles.root.count)) : path
        let recorded = ProjectFiles.exists(path) ? try ProjectFiles.text(path) : nil
        if recorded == text { return nil }
        if isRecording {
            try ProjectFiles.write(text, to: path)
            return "\(name) was recorded: read it, then run again without UPDATE_GOLDEN."
        }
        guard let recorded else {
            return "\(name) is missing; UPDATE_GOLDEN=1 records it. It would hold:\n\(text)"
        }
        return "\(name) differs:\n" + Self.difference(from: recorded, to: text)
    }

    private var isRecording: Bool {
        let wish = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] ?? ""
        return wish == "1" || wish == kind.rawValue
    }

    /// The lines that differ between the equal ones at both ends, with two of those.
    private static func difference(from old: String, to new: String) -> String {
        let old = old.split(separator: "\n", omittingEmptySubsequences: false)
        let new = new.split(separator: "\n", omittingEmptySubsequences: false)
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let context = old[..<head].suffix(2).map { "  \($0)" }
        let removed = old[head..<(old.count - tail)].map { "- \($0)" }
        let added = new[head..<(new.count - tail)].map { "+ \($0)" }
        return (context + removed + added).joined(separator: "\n")
    }
}
