// SPDX-License-Identifier: Apache-2.0

/// JSON laid out for people: one member or item a line, two spaces of indentation a level.
package enum JSONIndentation {
    /// - Parameter text: valid JSON without white space between its tokens.
    /// - Returns: the text without a line feed at its end.
    package static func indented(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count * 2)
        var level = 0
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                output.append(byte)
                moveString(from: &rest, to: &output)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                if let next = rest.first, isClosing(next) {
                    output.append(next)
                    rest.removeFirst()
                } else {
                    level += 1
                    breakLine(in: &output, level: level)
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                breakLine(in: &output, level: level)
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                breakLine(in: &output, level: level)
            case UInt8(ascii: ":"): output.write(": ")
            default: output.append(byte)
            }
        }
        return output
    }

    private static func isClosing(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }

    /// What is left of a string after its first quotation mark.
    private static func moveString(from rest: inout ArraySlice<UInt8>, to output: inout [UInt8]) {
        var isEscaped = false
        while let byte = rest.popFirst() {
            output.append(byte)
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\"") {
                return
            } else {
                isEscaped = byte == UInt8(ascii: "\\")
            }
        }
    }

    private static func breakLine(in output: inout [UInt8], level: Int) {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<max(level, 0) { output.write("  ") }
    }
}
