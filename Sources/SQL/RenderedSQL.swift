// SPDX-License-Identifier: Apache-2.0

/// A fragment as PostgreSQL takes it: text with `$1`, `$2` …, and which placeholder each of them stands for.
package struct RenderedSQL: Sendable, Hashable {
    package let text: String
    /// The placeholders in the order of their numbers. One that occurs twice has one number.
    package let placeholders: [SQLPlaceholder]
}

extension SQLFragment {
    /// The same fragment always gives the same text, so that caches and golden files can rely on it.
    package func rendered() -> RenderedSQL {
        var renderer = Renderer()
        renderer.append(parts, depth: 0)
        return RenderedSQL(text: renderer.text, placeholders: renderer.placeholders)
    }
}

private struct Renderer {
    var text = ""
    var placeholders: [SQLPlaceholder] = []
    private var numbers: [SQLPlaceholder: Int] = [:]

    mutating func append(_ parts: [SQLFragment.Part], depth: Int) {
        for part in parts {
            switch part {
            case .text(let piece):
                append(piece, depth: depth)
            case .verbatim(let piece):
                text += piece
            case .placeholder(let placeholder):
                text += "$\(number(of: placeholder))"
            case .indented(let inner):
                // Nesting follows the operation's, whose depth the parser bounds.
                append(inner, depth: depth + 1)
            }
        }
    }

    private mutating func append(_ piece: String, depth: Int) {
        guard depth > 0 else {
            text += piece
            return
        }
        for character in piece.unicodeScalars {
            text.unicodeScalars.append(character)
            if character == "\n" { text += String(repeating: "    ", count: depth) }
        }
    }

    private mutating func number(of placeholder: SQLPlaceholder) -> Int {
        if let number = numbers[placeholder] { return number }
        placeholders.append(placeholder)
        numbers[placeholder] = placeholders.count
        return placeholders.count
    }
}
