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

    /// This value's text laid out for people, without a line feed at the end.
    package var indentedText: String {
        String(decoding: JSONIndentation.indented(bytes), as: UTF8.self)
    }
}
