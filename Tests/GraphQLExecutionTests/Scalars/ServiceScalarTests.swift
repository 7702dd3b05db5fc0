// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLSchema
import Testing

struct ServiceScalarTests {
    private func parse(_ value: InputValue, as name: String) throws -> InputValue {
        try #require(ScalarCoercion.service[name]).parse(value)
    }

    @Test(arguments: [
        ("DateTime", "2026-01-31T09:30:00Z"), ("DateTime", "2024-02-29T23:59:60.123456+05:30"),
        ("DateTime", "0001-01-01t00:00:00.123456789z"), ("DateTime", "2000-02-29T00:00:00-15:59"),
        ("Date", "2026-12-31"), ("Date", "2000-02-29"), ("Date", "9999-12-31"),
        ("Time", "09:30:00"), ("Time", "23:59:59.999999"), ("Time", "23:59:59.9999994"), ("Time", "12:00:60"),
        // The first and the last moment that four digits can say in UTC.
        ("DateTime", "0001-01-01T15:59:00+15:59"), ("DateTime", "9999-12-31T23:59:59.999999499Z"),
        ("DateTime", "9999-12-31T08:00:59.9-15:59"), ("DateTime", "9999-12-31T23:59:60+00:01"),
        ("DateTime", "9999-12-30T23:59:60-15:59"), ("DateTime", "0001-01-02T00:00:00+15:59"),
    ])
    func `a moment, day or time of RFC 3339 is taken as it is`(name: String, text: String) throws {
        #expect(try parse(.string(text), as: name) == .string(text))
    }

    @Test(arguments: [
        ("DateTime", "2026-01-31T09:30:00"), ("DateTime", "2026-01-31 09:30:00Z"), ("DateTime", "2026-01-31"),
        ("DateTime", "2026-02-29T00:00:00Z"), ("DateTime", "2026-01-31T24:00:00Z"),
        ("DateTime", "2026-01-31T09:60:00Z"),
        ("DateTime", "2026-01-31T09:30:00.Z"), ("DateTime", "2026-01-31T09:30:00.1234567890Z"),
        ("DateTime", "2026-01-31T09:30:00+16:00"), ("DateTime", "2026-01-31T09:30:00+0100"), ("DateTime", ""),
        ("DateTime", "0000-01-01T00:00:00Z"), ("DateTime", "2026-01-31T09:30:00ZZ"), ("DateTime", "now"),
        ("Date", "2026-13-01"), ("Date", "2026-00-01"), ("Date", "2026-04-31"), ("Date", "1900-02-29"),
        ("Date", "2026-1-1"), ("Date", "infinity"), ("Date", "2026-01-01T00:00:00Z"), ("Date", "٢٠٢٦-01-01"),
        ("Time", "9:30:00"), ("Time", "24:00:00"), ("Time", "09:30"), ("Time", "09:30:00Z"), ("Time", "allballs"),
    ])
    func `what RFC 3339 or the calendar does not have is refused`(name: String, text: String) {
        #expect(throws: InputFault.self) { try parse(.string(text), as: name) }
    }

    // Each could be written, and then no page with its row be answered.
    @Test(arguments: [
        ("DateTime", "0001-01-01T00:00:00+00:01"), ("DateTime", "0001-01-01T15:58:59.9+15:59"),
        ("DateTime", "9999-12-31T23:59:59-00:01"), ("DateTime", "9999-12-31T08:01:00-15:59"),
        ("DateTime", "9999-12-31T23:59:60Z"), ("DateTime", "9999-12-31T23:59:59.9999995Z"),
        ("Time", "23:59:60"), ("Time", "23:59:59.9999995"), ("Time", "23:59:59.999999999"),
    ])
    func `what PostgreSQL would make another year or another day of is refused`(name: String, text: String) {
        #expect(throws: InputFault.self) { try parse(.string(text), as: name) }
    }

    @Test(arguments: [
        "6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f", "6F1F7C6A-3C0E-4D54-9B1B-0C6A2F3D4E5F",
        "{6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f}", "urn:uuid:6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f",
        "6f1f7c6a3c0e4d549b1b0c6a2f3d4e5f",
    ])
    func `a UUID of any spelling becomes the canonical one`(text: String) throws {
        #expect(try parse(.string(text), as: "UUID") == .string("6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f"))
    }

    @Test(arguments: [
        "", "6f1f7c6a", "6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5", "6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5g",
        "6f1f7c6a3-c0e-4d54-9b1b-0c6a2f3d4e5f", "{6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f",
        "6f1f7c6a-3c0e-4d54-9b1b-0c6a2f3d4e5f ",
    ])
    func `what is no UUID is refused`(text: String) {
        #expect(throws: InputFault.self) { try parse(.string(text), as: "UUID") }
    }

    @Test(arguments: [
        (InputValue.string("9223372036854775807"), "9223372036854775807"),
        (.string("-9223372036854775808"), "-9223372036854775808"),
        (.number("12"), "12"), (.string("007"), "7"), (.number("-0"), "0"),
    ])
    func `a BigInt is 64 bits as a string or a number`(value: InputValue, digits: String) throws {
        #expect(try parse(value, as: "BigInt") == .number(digits))
    }

    @Test(arguments: [
        InputValue.string("9223372036854775808"), .number("1e3"), .number("1.0"), .string(""), .string("-"),
        .string("+1"),
        .string("0x1"), .boolean(true), .string(" 1"), .enum("ONE"),
    ])
    func `what is no BigInt is refused`(value: InputValue) {
        #expect(throws: InputFault.self) { try parse(value, as: "BigInt") }
    }

    @Test(arguments: ["0", "-12.50", "1e-7", "1.5E+100", "123456789012345678901234567890.123456789"])
    func `a Decimal keeps its digits`(text: String) throws {
        #expect(try parse(.string(text), as: "Decimal") == .number(text))
        #expect(try parse(.number(text), as: "Decimal") == .number(text))
    }

    @Test(arguments: ["", ".5", "5.", "1e", "1e101", "1e999999999", "NaN", "Infinity", "--1", "1,5", "1_000", "0x10"])
    func `what is no Decimal, or too long to be one, is refused`(text: String) {
        #expect(throws: InputFault.self) { try parse(.string(text), as: "Decimal") }
        #expect(throws: InputFault.self) { try parse(.string(String(repeating: "1", count: 101)), as: "Decimal") }
    }

    @Test func `JSON is anything but a bare name`() throws {
        let value = InputValue.object([InputField(name: "a", value: .list([.number("1.50"), .null, .string("x")]))])
        #expect(try parse(value, as: "JSON") == value)
        #expect(throws: InputFault("JSON has no bare names: write strings in quotes.")) {
            try parse(.list([.enum("FOO")]), as: "JSON")
        }
    }

    @Test(arguments: ["1e400", "-1.5E-324", "1.7976931348623157e+308", "0e0", "1e000000000400", "1e-400"])
    func `JSON keeps its numbers as they are written`(text: String) throws {
        #expect(try parse(.number(text), as: "JSON") == .number(text))
    }

    // PostgreSQL keeps them in a few bytes, and writes up to 131,072 digits for each that is read.
    @Test(arguments: ["1e401", "1E+131071", "1e-401", "-1.5e-16383", "0e999", "1e0000000401", "1e99999999999999999999"])
    func `numbers that take far more to write out than to give are none of JSON`(text: String) {
        let fault = InputFault("JSON's numbers must have exponents from -400 to 400.")
        for value in [
            InputValue.number(text), .list([.null, .number(text)]),
            .object([InputField(name: "a", value: .list([.object([InputField(name: "b", value: .number(text))])]))]),
        ] {
            #expect(throws: fault) { try parse(value, as: "JSON") }
        }
        #expect(throws: Never.self) { try parse(.string(text), as: "JSON") }
    }

    @Test(arguments: ["DateTime", "Date", "Time", "UUID"])
    func `a scalar of text takes no other kind of value`(name: String) {
        for value in [InputValue.number("1"), .boolean(true), .list([]), .object([]), .enum("NOW")] {
            #expect(throws: InputFault.self) { try parse(value, as: name) }
        }
    }
}
