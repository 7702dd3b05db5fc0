// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

struct JSONWritingTests {
    @Test func `text has no white space and keeps order and number spelling`() throws {
        let text = #"{"b":[1.50,-0,1e2,true,false,null],"a":{},"c":[],"":"x"}"#
        #expect(try JSON.parse(text).text == text)
    }

    @Test func `only what must be escaped is escaped`() {
        let all = (0..<0x20).map { String(Unicode.Scalar(UInt8($0))) }.joined()
        #expect(
            JSON.string(all + "\"\\/\u{7F}é\u{2028}𝄞").text
                == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
                + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
                + "\\\"\\\\/\u{7F}é\u{2028}𝄞\""
        )
    }

    @Test func `each byte is found wherever it stands in a word`() throws {
        for byte in UInt8.min..<0x80 {
            for position in 0..<20 {
                var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 20)
                bytes[position] = byte
                let needsEscape = byte < 0x20 || byte == 0x22 || byte == 0x5C
                bytes.withUnsafeBytes { raw in
                    #expect(JSONEscaping.firstEscape(in: raw, from: 0) == (needsEscape ? position : 20))
                    #expect(JSONEscaping.firstEscape(in: raw, from: position + 1) == 20)
                }
                let string = String(decoding: bytes, as: UTF8.self)
                #expect(try JSON.parse(JSON.string(string).bytes) == .string(string))
            }
        }
    }

    @Test func `text is indented by two spaces and empty containers stay on a line`() throws {
        let value = try JSON.parse(#"{"a":[1,{"b":null}],"c":[],"d":{},"e":"f\n"}"#)
        #expect(
            value.indentedText == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": [],
                  "d": {},
                  "e": "f\\n"
                }
                """
        )
        #expect(try JSON.parse(value.indentedText) == value)
        #expect(JSON.null.indentedText == "null")
    }

    @Test func `a sink of one's own receives the same bytes`() {
        struct CountingSink: ByteSink {
            var bytes: [UInt8] = []
            var pieces = 0
            mutating func write(_ byte: UInt8) {
                bytes.append(byte)
                pieces += 1
            }
            mutating func write(_ more: UnsafeRawBufferPointer) {
                bytes.append(contentsOf: more)
                pieces += 1
            }
        }
        var sink = CountingSink()
        JSONEscaping.writeString(String(repeating: "nothing to escape ", count: 100), to: &sink)
        #expect(sink.pieces == 3)
        #expect(sink.bytes.count == 1_802)
    }

    @Test func `what is written is parsed back to the same value`() throws {
        var generator = SeededGenerator(state: 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<5_000 {
            let value = JSON.random(depth: 4, using: &generator)
            #expect(try JSON.parse(value.bytes) == value)
            #expect(try JSON.parse(value.indentedText) == value)
            #expect(try JSON.parse(value.bytes).hashValue == value.hashValue)
        }
    }
}

struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension JSON {
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return JSON(Int(truncatingIfNeeded: generator.next()) >> Int.random(in: 0..<64, using: &generator))
        case 3: return JSON(Double(bitPattern: generator.next())) ?? .null
        case 4: return .string(randomText(using: &generator))
        case 5, 6:
            return .array(
                (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
                    random(depth: depth - 1, using: &generator)
                })
        default:
            return .object(
                (0..<Int.random(in: 0..<16, using: &generator)).map { index in
                    JSONMember(
                        name: "\(index)\(randomText(using: &generator))",
                        value: random(depth: depth - 1, using: &generator)
                    )
                })
        }
    }

    private static func randomText(using generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [0...0x1F, 0x20...0x7F, 0x80...0x7FF, 0x800...0xFFFF, 0x10000...0x10FFFF]
        var text = ""
        for _ in 0..<Int.random(in: 0..<20, using: &generator) {
            let range = ranges[Int.random(in: 0..<ranges.count, using: &generator)]
            text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "\u{FFFD}")
        }
        return text
    }
}
