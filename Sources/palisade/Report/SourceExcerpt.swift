// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// One line of a source with a caret under a column, as compilers show it.
enum SourceExcerpt {
    /// Longer lines are shown only around the column, in characters.
    private static let maximumWidth = 100

    /// Two lines, indented: the source's line with its number, and the caret.
    static func text(of source: Source, at location: SourceLocation) -> String {
        let line = characters(of: line(location.line, of: source))
        let column = min(max(location.column - 1, 0), utf16Count(line[...]))

        // Columns count UTF-16 units, what is printed are characters.
        var position = 0
        var units = 0
        while position < line.count, units < column {
            units += line[position].utf16.count
            position += 1
        }
        let start = line.count <= maximumWidth ? 0 : max(0, min(position - maximumWidth / 2, line.count - maximumWidth))
        let shown = line[start..<min(line.count, start + maximumWidth)]
        let isCutBefore = start > 0
        let isCutAfter = shown.endIndex < line.count

        let number = String(location.line)
        let gutter = String(repeating: " ", count: number.count)
        let before = isCutBefore ? "…" : ""
        // A tab before the column stays a tab, or the caret would stand elsewhere.
        let padding = line[start..<min(position, shown.endIndex)].map { $0 == "\t" ? "\t" : " " }.joined()
        return "    \(number) | \(before)\(String(shown))\(isCutAfter ? "…" : "")\n"
            + "    \(gutter) | \(isCutBefore ? " " : "")\(padding)^"
    }

    /// A line, counted from 1, without its end; lines end as `Source.location(at:)` has it.
    private static func line(_ number: Int, of source: Source) -> ArraySlice<UInt8> {
        var rest = source.utf8[...]
        for _ in 1..<max(number, 1) {
            guard let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [] }
            var next = end + 1
            if rest[end] == 0x0D, next < rest.endIndex, rest[next] == 0x0A { next += 1 }
            rest = rest[next...]
        }
        return rest.prefix { $0 != 0x0A && $0 != 0x0D }
    }

    /// Control characters are shown as U+FFFD: a terminal would obey them.
    private static func characters(of line: ArraySlice<UInt8>) -> [Character] {
        String(decoding: line, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control where scalar != "\t": "\u{FFFD}"
            default: Character(scalar)
            }
        }
    }

    private static func utf16Count(_ line: ArraySlice<Character>) -> Int {
        line.reduce(0) { $0 + $1.utf16.count }
    }
}
