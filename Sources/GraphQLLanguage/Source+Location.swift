// SPDX-License-Identifier: Apache-2.0

extension Source {
    /// The line and column of a UTF-8 byte offset, for a message.
    ///
    /// Lines end at `\n`, `\r\n` or `\r`; columns count UTF-16 units, as the reference implementation does.
    /// Computed by scanning the text up to the offset, since only errors need it. An offset outside the text is
    /// taken as the nearest one inside.
    public func location(at offset: Int32) -> SourceLocation {
        let end = min(max(Int(offset), 0), utf8.count)
        var line = 1
        var column = 1
        var index = 0
        while index < end {
            let byte = utf8[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                column = 1
            case UInt8(ascii: "\r"):
                if index < end, utf8[index] == UInt8(ascii: "\n") { index += 1 }
                line += 1
                column = 1
            case 0x80...0xBF:
                // A continuation byte belongs to the character that its lead byte has counted.
                break
            case 0xF0...0xFF:
                column += 2
            default:
                column += 1
            }
        }
        return SourceLocation(line: line, column: column)
    }

    /// Where a node begins; nothing for a node that stands in no source.
    public func locations(of range: SourceRange) -> [SourceLocation] {
        range.start < 0 ? [] : [location(at: range.start)]
    }
}
