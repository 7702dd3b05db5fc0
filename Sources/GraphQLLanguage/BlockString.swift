// SPDX-License-Identifier: Apache-2.0

/// The two directions between a block string's content and how it is written. Specification: "Block Strings".
enum BlockString {
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

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
