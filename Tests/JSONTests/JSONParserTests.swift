// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

struct JSONParserTests {
    private func error(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONError? {
        do {
            _ = try JSON.parse(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private static let accepted: [(text: String, value: JSON)] = [
        ("null", .null),
        ("true", .boolean(true)),
        (" false\r\n\t", .boolean(false)),
        ("0", .number("0")),
        ("-0", .number("-0")),
        ("-0.0e-0", .number("-0.0e-0")),
        ("1E+2", .number("1E+2")),
        ("123456789012345678901234567890", .number("123456789012345678901234567890")),
        ("1.5e400", .number("1.5e400")),
        (#""""#, .string("")),
        (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
        (#""\u0061\u00e9\u20AC\uD834\udd1e""#, .string("a\u{E9}\u{20AC}\u{1D11E}")),
        (#""\u0000""#, .string("\0")),
        ("\"é𝄞\u{7F}\"", .string("é𝄞\u{7F}")),
        (#""\uFFFF\uDBFF\uDFFF""#, .string("\u{FFFF}\u{10FFFF}")),
        ("[]", .array([])),
        ("[ ]", .array([])),
        ("{ }", .object([])),
        ("[1,[2],{}]", .array([.number("1"), .array([.number("2")]), .object([])])),
        (
            #"{"b":1,"a":{"b":null}}"#,
            .object([
                JSONMember(name: "b", value: .number("1")),
                JSONMember(name: "a", value: .object([JSONMember(name: "b", value: .null)])),
            ])
        ),
        (#"{"":0}"#, .object([JSONMember(name: "", value: .number("0"))])),
    ]

    @Test(arguments: accepted.indices)
    func `a text of the grammar gives its value`(index: Int) throws {
        let (text, value) = Self.accepted[index]
        #expect(try JSON.parse(text) == value, "\(text)")
    }

    private static let refused: [(text: String, reason: JSONError.Reason, offset: Int)] = [
        ("", .unexpectedEnd, 0),
        ("  ", .unexpectedEnd, 2),
        ("\u{FEFF}{}", .byteOrderMark, 0),
        ("\u{A0}1", .unexpectedByte(0xC2), 0),
        ("\u{C}1", .unexpectedByte(0x0C), 0),
        ("1 2", .trailingContent, 2),
        ("{}}", .trailingContent, 2),
        ("[1]x", .trailingContent, 3),
        ("null\0", .trailingContent, 4),
        ("nul", .invalidLiteral, 0),
        ("nulL", .invalidLiteral, 0),
        ("True", .unexpectedByte(UInt8(ascii: "T")), 0),
        ("NaN", .unexpectedByte(UInt8(ascii: "N")), 0),
        ("Infinity", .unexpectedByte(UInt8(ascii: "I")), 0),
        ("-Infinity", .invalidNumber, 0),
        ("-", .invalidNumber, 0),
        ("+1", .unexpectedByte(UInt8(ascii: "+")), 0),
        ("01", .invalidNumber, 0),
        ("-01", .invalidNumber, 0),
        ("00", .invalidNumber, 0),
        ("1.", .invalidNumber, 0),
        (".1", .unexpectedByte(UInt8(ascii: ".")), 0),
        ("1.e1", .invalidNumber, 0),
        ("1e", .invalidNumber, 0),
        ("1e+", .invalidNumber, 0),
        ("1E1.5", .invalidNumber, 0),
        ("1.2.3", .invalidNumber, 0),
        ("0x1F", .invalidNumber, 0),
        ("1_000", .trailingContent, 1),
        ("[1a]", .invalidNumber, 1),
        ("[1,]", .trailingComma, 2),
        (#"{"a":1,}"#, .trailingComma, 6),
        ("[,1]", .unexpectedByte(UInt8(ascii: ",")), 1),
        ("[1,,2]", .unexpectedByte(UInt8(ascii: ",")), 3),
        ("[1 2]", .unexpectedByte(UInt8(ascii: "2")), 3),
        ("[", .unexpectedEnd, 1),
        ("[1", .unexpectedEnd, 2),
        ("[1,", .unexpectedEnd, 3),
        ("[}", .unexpectedByte(UInt8(ascii: "}")), 1),
        ("{", .unexpectedEnd, 1),
        (#"{"a"#, .unexpectedEnd, 3),
        (#"{"a""#, .unexpectedEnd, 4),
        (#"{"a":"#, .unexpectedEnd, 5),
        (#"{"a" 1}"#, .unexpectedByte(UInt8(ascii: "1")), 5),
        (#"{"a":1 "b":2}"#, .unexpectedByte(UInt8(ascii: "\"")), 7),
        ("{a:1}", .unexpectedByte(UInt8(ascii: "a")), 1),
        ("{1:1}", .unexpectedByte(UInt8(ascii: "1")), 1),
        ("{'a':1}", .unexpectedByte(UInt8(ascii: "'")), 1),
        (#"{"a":1,,"b":2}"#, .unexpectedByte(UInt8(ascii: ",")), 7),
        (#"{"a":1,"b":2,"a":3}"#, .duplicateMember("a"), 13),
        (#"{"a":1,"\u0061":3}"#, .duplicateMember("a"), 7),
        (#"[{"x":{"":1,"":2}}]"#, .duplicateMember(""), 12),
        ("/**/1", .unexpectedByte(UInt8(ascii: "/")), 0),
        ("1//", .trailingContent, 1),
        (#""a"#, .unexpectedEnd, 2),
        (#""\"#, .unexpectedEnd, 2),
        (#""\""#, .unexpectedEnd, 3),
        ("\"a\nb\"", .controlCharacter(0x0A), 2),
        ("\"a\\nb\tc\"", .controlCharacter(0x09), 5),
        ("\"\0\"", .controlCharacter(0), 1),
        (#""\x41""#, .invalidEscape, 1),
        (#""\a""#, .invalidEscape, 1),
        (#""\'""#, .invalidEscape, 1),
        (#""\U0041""#, .invalidEscape, 1),
        (#""\u00g0""#, .invalidEscape, 1),
        (#""\u+123""#, .invalidEscape, 1),
        (#""\u12""#, .invalidEscape, 1),
        (#""\u""#, .invalidEscape, 1),
        (#""\uD800""#, .loneSurrogate, 1),
        (#""a\uD800b""#, .loneSurrogate, 2),
        (#""\uDC00""#, .loneSurrogate, 1),
        (#""\uD800\uD800""#, .loneSurrogate, 1),
        (#""\uD800\n""#, .loneSurrogate, 1),
        (#""\uD800\u0041""#, .loneSurrogate, 1),
        (#""\uDC00\uD800""#, .loneSurrogate, 1),
        (#""\uD834\udd""#, .invalidEscape, 7),
    ]

    @Test(arguments: refused.indices)
    func `a text outside the grammar is refused with reason and place`(index: Int) {
        let (text, reason, offset) = Self.refused[index]
        #expect(error(Array(text.utf8)) == JSONError(reason, at: offset), "\(text)")
    }

    @Test(
        arguments: [
            ([0x61, 0x80], 1), ([0xC0, 0xAF], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x80, 0xAF], 0),
            ([0xED, 0xA0, 0x80], 0), ([0xED, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF8, 0x88], 0),
            ([0x61, 0x62, 0xE2, 0x82], 2), ([0xFE], 0), ([0xFF], 0), ([0xC3, 0xA9, 0xC3], 2),
        ] as [([UInt8], Int)])
    func `a string that is not UTF-8 is refused at the broken byte`(content: [UInt8], place: Int) {
        let quote = UInt8(ascii: "\"")
        #expect(error([quote] + content + [quote]) == JSONError(.invalidUTF8, at: 1 + place))
        // With an escape the content is built up instead of viewed: the same answer.
        let escape = Array(#"\n"#.utf8)
        #expect(error([quote] + escape + content + [quote]) == JSONError(.invalidUTF8, at: 3 + place))
        #expect(error([quote] + content + escape + [quote]) == JSONError(.invalidUTF8, at: 1 + place))
        #expect(error([UInt8(ascii: "{"), quote] + content + [quote]) == JSONError(.invalidUTF8, at: 2 + place))
    }

    @Test func `bytes outside strings that are not ASCII are refused`() {
        #expect(error([0xFF]) == JSONError(.unexpectedByte(0xFF), at: 0))
        #expect(error([UInt8(ascii: "["), 0xE2, 0x80, 0xA8]) == JSONError(.unexpectedByte(0xE2), at: 1))
        #expect(error([0xFE, 0xFF, 0, 0x31]) == JSONError(.unexpectedByte(0xFE), at: 0))
    }

    @Test func `nesting is allowed up to the limit and refused past it`() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try JSON.parse(deepest).arrayValue?.count == 1)
        #expect(error(Array("[\(deepest)]".utf8)) == JSONError(.tooDeep(limit: 64), at: 64))
        let objects = String(repeating: #"{"a":"#, count: 65)
        #expect(error(Array(objects.utf8)) == JSONError(.tooDeep(limit: 64), at: 64 * 5))
        #expect(error(Array("[]".utf8), limits: JSONLimits(maximumDepth: 0)) == JSONError(.tooDeep(limit: 0), at: 0))
        #expect(try JSON.parse("1", limits: JSONLimits(maximumDepth: -1)) == .number("1"))
    }

    @Test func `no limit lets hostile nesting exhaust the stack`() throws {
        let hostile = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        let generous = JSONLimits(maximumDepth: .max)
        #expect(generous.maximumDepth == JSONLimits.deepestPossible)
        #expect(error(hostile, limits: generous) == JSONError(.tooDeep(limit: 512), at: 512))
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try JSON.parse(deepest, limits: generous).text == deepest)
    }

    @Test func `duplicates are found among many members`() throws {
        let members = (0..<2_000).map { #""m\#($0)":\#($0)"# }.joined(separator: ",")
        #expect(try JSON.parse("{\(members)}").members?.count == 2_000)
        for name in ["m0", "m11", "m12", "m13", "m1999"] {
            #expect(error(Array(#"{\#(members),"\#(name)":0}"#.utf8))?.reason == .duplicateMember(name))
        }
    }

    @Test func `names are compared by bytes, not by canonical equivalence`() throws {
        let value = try JSON.parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(value["\u{E9}"] == .number("1"))
        #expect(value["e\u{301}"] == .number("2"))
        #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    }

    @Test func `U+0000 is refused where the limits say so`() {
        let limits = JSONLimits(nullCharacter: .refused)
        #expect(error(Array(#"["a\u0000"]"#.utf8), limits: limits) == JSONError(.nullCharacter, at: 3))
        #expect(error(Array(#"["a\u0001\\u0000"]"#.utf8), limits: limits) == nil)
    }

    @Test func `collections that are not contiguous are parsed as well`() throws {
        let bytes = Array(#"{"a":[1,"b"]}"#.utf8)
        let value = try JSON.parse(bytes)
        #expect(try JSON.parse(bytes.reversed().reversed() as ReversedCollection<ReversedCollection<[UInt8]>>) == value)
        #expect(try JSON.parse(([0] + bytes + [0])[1...bytes.count]) == value)
        #expect(try bytes.withUnsafeBytes { try JSON.parse($0) } == value)
    }

    @Test func `errors read as a sentence with the place`() {
        #expect(error(Array(#"{"a":1,"a":2}"#.utf8))?.description == #"duplicate member "a" at byte 7"#)
        #expect(error(Array("[1 ;".utf8))?.description == "unexpected ';' at byte 3")
        #expect(error([0x07])?.description == "unexpected byte 0x07 at byte 0")
        #expect(error(Array("\"\n\"".utf8))?.description == "unescaped control character 0x0A in a string at byte 1")
    }

    @Test func `every truncation and every single byte changed ends in a value or an error`() throws {
        let text = Array(#"{"k\u00e9":[-1.5e+3,true,null,"x\uD834\uDD1Ey",{"é":""}]}"#.utf8)
        for count in text.indices {
            #expect(error(Array(text[..<count])) != nil)
        }
        var reparsed = 0
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                guard let value = try? JSON.parse(changed) else { continue }
                #expect(try JSON.parse(value.bytes) == value)
                reparsed += 1
            }
        }
        #expect(reparsed > text.count)
    }
}
