// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLSchema
import Tenancy

/// A file of `VARIABLE=value` lines, as service managers and container engines read them too.
///
/// Empty lines and lines that begin with `#` say nothing. A value may stand in single quotes, as it is, or in double
/// quotes, where `\n`, `\"` and `\\` stand for a line break, a quote and a backslash; nothing else is replaced. Unlike an
/// environment, which holds what others put there, a file that names something unknown is at fault.
package struct ConfigurationFile: Sendable {
    struct Entry: Sendable {
        let value: String
        /// From 1 on.
        let line: Int
    }

    /// As it was named.
    let path: String
    private(set) var entries: [ConfigurationVariable: Entry] = [:]
    private(set) var faults: [ConfigurationFault] = []

    /// Larger than any configuration, smaller than what is named by mistake.
    private static let largestSize = 1 << 20

    /// Reads a file; what is wrong with it is in `faults`.
    package init(path: String) {
        guard let content = FileManager.default.contents(atPath: path) else {
            let exists = FileManager.default.fileExists(atPath: path)
            self.init("", path: path)
            note(
                path, "is to be the configuration, and \(exists ? "cannot be read" : "does not exist")",
                "Name a file with --config or \(ConfigurationVariable.configurationFile.rawValue), or neither.")
            return
        }
        guard content.count <= Self.largestSize, let text = String(validating: content, as: UTF8.self) else {
            self.init("", path: path)
            note(path, "is no text of lines such as PALISADE_PORT=8080", "Name the file with the configuration.")
            return
        }
        self.init(text, path: path)
    }

    /// Reads a file's text.
    package init(_ text: String, path: String) {
        self.path = path
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() { read(line.trimmed, line: index + 1) }
    }

    private mutating func read(_ line: Substring, line number: Int) {
        guard let first = line.first, first != "#" else { return }
        let place = "\(path):\(number)"
        guard let equals = line.firstIndex(of: "=") else {
            return note(place, "is not VARIABLE=value", "Begin a comment with #.")
        }
        let name = String(line[..<equals].trimmed)
        guard let variable = ConfigurationVariable(rawValue: name), variable != .configurationFile else {
            let nearest = ConfigurationVariable.nearest(to: name).flatMap { $0 == name ? nil : "Did you mean \($0)?" }
            return note(place, "names \(name.prefix(80)), which a configuration does not have", nearest ?? "Remove it.")
        }
        guard let value = Self.value(line[line.index(after: equals)...].trimmed) else {
            // The value is not repeated: it may be a secret.
            return note(
                place, "has a value for \(name) whose quotes or backslashes do not end well",
                #"In double quotes write \" and \\ for these two; in single quotes all is as it is."#)
        }
        if let before = entries[variable] {
            return note(place, "names \(name) again, after line \(before.line)", "Keep one of the two.")
        }
        entries[variable] = Entry(value: value, line: number)
    }

    /// Nil where quotes do not end.
    private static func value(_ text: Substring) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return String(text) }
        guard text.count >= 2, text.last == quote else { return nil }
        let inner = text.dropFirst().dropLast()
        if quote == "'" { return inner.contains("'") ? nil : String(inner) }
        var value = ""
        var isEscaped = false
        for character in inner {
            switch (character, isEscaped) {
            case ("\\", false): isEscaped = true
            case ("\"", false): return nil
            case ("n", true), ("\"", true), ("\\", true):
                value.append(character == "n" ? "\n" : character)
                isEscaped = false
            case (_, true): return nil
            case (_, false): value.append(character)
            }
        }
        return isEscaped ? nil : value
    }

    private mutating func note(_ place: String, _ problem: String, _ remedy: String) {
        faults.append(ConfigurationFault(variable: place, problem: problem, remedy: remedy))
    }
}

extension Substring {
    /// Without blanks at its ends.
    var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
