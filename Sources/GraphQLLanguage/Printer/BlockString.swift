// SPDX-License-Identifier: Apache-2.0

/// The two directions between a block string's content and how it is written. Specification: "Block Strings".
public enum BlockString {
    /// The content of a block string: its raw lines without their common indentation and blank edges.
    ///
    /// Specification: `BlockStringValue(rawValue)`.
    static func value(ofRawLines lines: [[UInt8]]) -> String {
        var commonIndent = Int.max
        var firstNonEmpty: Int?
        var lastNonEmpty = 0
        for (index, line) in lines.enumerated() {
            guard let indent = line.firstIndex(where: { !isWhiteSpace($0) }) else { continue }
            if firstNonEmpty == nil { firstNonEmpty = index }
            lastNonEmpty = index
            // The first line stands beside the quotes, so its indentation says nothing.
            if index > 0 { commonIndent = min(commonIndent, indent) }
        }
        guard let firstNonEmpty else { return "" }
        var content: [UInt8] = []
        for index in firstNonEmpty...lastNonEmpty {
            if index > firstNonEmpty { content.append(UInt8(ascii: "\n")) }
            content += index == 0 ? lines[index][...] : lines[index].dropFirst(commonIndent)
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// Whether a block string can hold this content and reads well: no blank line at an edge, no indentation that
    /// reading would take off, no control character. A description that fails this is printed as a quoted string.
    public static func isPrintable(_ value: String) -> Bool {
        isRepresentable(value) && !value.utf8.contains { $0 < 0x10 && $0 != 0x09 && $0 != 0x0A }
    }

    /// Whether a block string can hold this content: reading what is printed gives it back.
    static func isRepresentable(_ value: String) -> Bool {
        if value.isEmpty { return true }
        if value.utf8.contains(UInt8(ascii: "\r")) { return false }
        let lines = value.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let first = lines.first, let last = lines.last else { return true }
        if first.allSatisfy(isWhiteSpace) || last.allSatisfy(isWhiteSpace) { return false }
        if lines.count == 1 { return true }
        return lines.contains { line in
            guard let start = line.first else { return false }
            return !isWhiteSpace(start)
        }
    }

    /// How a block string is written, unindented, in the reference implementation's layout.
    public static func text(for value: String) -> String {
        let bytes = Array(value.utf8)
        let quote = UInt8(ascii: "\"")
        var escaped: [UInt8] = []
        var index = 0
        var endsInTripleQuotes = false
        while index < bytes.count {
            if bytes[index...].prefix(3).elementsEqual([quote, quote, quote]) {
                escaped += [UInt8(ascii: "\\"), quote, quote, quote]
                index += 3
                endsInTripleQuotes = true
            } else {
                escaped.append(bytes[index])
                index += 1
                endsInTripleQuotes = false
            }
        }
        let lines = escaped.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let isSingleLine = lines.count == 1
        // If each line but the first is indented, the first must stand on its own to show that none of it is common.
        let needsLeadingNewline =
            !isSingleLine && lines.dropFirst().allSatisfy { line in line.first.map(isWhiteSpace) ?? true }
        let needsTrailingNewline =
            bytes.last == UInt8(ascii: "\\") || (bytes.last == quote && !endsInTripleQuotes)
        let isLong = value.utf16.count > 70
        let spansLines =
            !isSingleLine || isLong || needsTrailingNewline || needsLeadingNewline || endsInTripleQuotes
        let startsWithWhiteSpace = isSingleLine && bytes.first.map(isWhiteSpace) == true

        var text = "\"\"\""
        if (spansLines && !startsWithWhiteSpace) || needsLeadingNewline { text += "\n" }
        text += String(decoding: escaped, as: UTF8.self)
        if spansLines || needsTrailingNewline { text += "\n" }
        return text + "\"\"\""
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
