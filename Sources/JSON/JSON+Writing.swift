// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// Appends this value's text, without white space.
    package func write(to sink: inout some ByteSink) {
        switch self {
        case .null:
            sink.write("null")
        case .boolean(let value):
            sink.write(value ? "true" : "false")
        case .number(let text):
            var copy = text
            copy.withUTF8 { sink.write(UnsafeRawBufferPointer($0)) }
        case .string(let value):
            JSONEscaping.writeString(value, to: &sink)
        case .array(let items):
            sink.write(UInt8(ascii: "["))
            var separated = false
            for item in items {
                if separated { sink.write(UInt8(ascii: ",")) }
                separated = true
                item.write(to: &sink)
            }
            sink.write(UInt8(ascii: "]"))
        case .object(let members):
            sink.write(UInt8(ascii: "{"))
            var separated = false
            for member in members {
                if separated { sink.write(UInt8(ascii: ",")) }
                separated = true
                JSONEscaping.writeString(member.name, to: &sink)
                sink.write(UInt8(ascii: ":"))
                member.value.write(to: &sink)
            }
            sink.write(UInt8(ascii: "}"))
        }
    }

    /// This value's text in UTF-8, without white space.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// This value's text, without white space.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Appends this value's text laid out for people: one member or item a line, two spaces of indentation a level.
    package func writeIndented(to sink: inout some ByteSink) {
        writeIndented(to: &sink, level: 0)
    }

    /// This value's text laid out for people, without a line feed at the end.
    package var indentedText: String {
        var bytes: [UInt8] = []
        writeIndented(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func writeIndented(to sink: inout some ByteSink, level: Int) {
        switch self {
        case .null, .boolean, .number, .string:
            write(to: &sink)
        case .array(let items):
            guard !items.isEmpty else { return sink.write("[]") }
            sink.write(UInt8(ascii: "["))
            var separated = false
            for item in items {
                Self.startLine(in: &sink, level: level + 1, separated: &separated)
                item.writeIndented(to: &sink, level: level + 1)
            }
            Self.breakLine(in: &sink, level: level)
            sink.write(UInt8(ascii: "]"))
        case .object(let members):
            guard !members.isEmpty else { return sink.write("{}") }
            sink.write(UInt8(ascii: "{"))
            var separated = false
            for member in members {
                Self.startLine(in: &sink, level: level + 1, separated: &separated)
                JSONEscaping.writeString(member.name, to: &sink)
                sink.write(": ")
                member.value.writeIndented(to: &sink, level: level + 1)
            }
            Self.breakLine(in: &sink, level: level)
            sink.write(UInt8(ascii: "}"))
        }
    }

    private static func startLine(in sink: inout some ByteSink, level: Int, separated: inout Bool) {
        if separated { sink.write(UInt8(ascii: ",")) }
        separated = true
        breakLine(in: &sink, level: level)
    }

    private static func breakLine(in sink: inout some ByteSink, level: Int) {
        sink.write(UInt8(ascii: "\n"))
        for _ in 0..<level { sink.write("  ") }
    }
}
