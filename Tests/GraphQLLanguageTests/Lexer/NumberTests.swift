// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct NumberTests {
    @Test(arguments: ["0", "4", "-4", "9", "-0", "123456789012345678901234567890"])
    func `an integer keeps its text`(text: String) throws {
        guard case .int(text, let range) = try Parser.parseValue(Source(text)) else {
            Issue.record("not an integer")
            return
        }
        #expect(range == SourceRange(start: 0, end: Int32(text.utf8.count)))
    }

    @Test(arguments: [
        "4.123", "-4.123", "0.123", "123e4", "123E4", "123e-4", "123e+4", "-1.123e4", "-1.123E4", "-1.123e+4567", "0e0",
        "-0.0",
    ])
    func `a float keeps its text`(text: String) throws {
        guard case .float(text, _) = try Parser.parseValue(Source(text)) else {
            Issue.record("not a float")
            return
        }
    }

    @Test func `a number ends where another token begins`() throws {
        guard case .list(let values, _) = try Parser.parseValue(Source("[1-2,-3\"four\"5.5[6]7#\n8]")) else {
            Issue.record("not a list")
            return
        }
        #expect(values.count == 8)
    }

    @Test(arguments: [
        SyntaxFault("00", 1, 2, #"Invalid number, unexpected digit after 0: "0"."#),
        SyntaxFault("01.23", 1, 2, #"Invalid number, unexpected digit after 0: "1"."#),
        SyntaxFault("-", 1, 2, "Invalid number, expected digit but got: <EOF>."),
        SyntaxFault("-A", 1, 2, #"Invalid number, expected digit but got: "A"."#),
        SyntaxFault("+1", 1, 1, #"Unexpected character: "+"."#),
        SyntaxFault(".123", 1, 1, #"Unexpected character: "."."#),
        SyntaxFault("1.", 1, 3, "Invalid number, expected digit but got: <EOF>."),
        SyntaxFault("1.A", 1, 3, #"Invalid number, expected digit but got: "A"."#),
        SyntaxFault("1.\n", 1, 3, "Invalid number, expected digit but got: U+000A."),
        SyntaxFault("1.\"", 1, 3, #"Invalid number, expected digit but got: '"'."#),
        SyntaxFault("1e", 1, 3, "Invalid number, expected digit but got: <EOF>."),
        SyntaxFault("1eA", 1, 3, #"Invalid number, expected digit but got: "A"."#),
        SyntaxFault("1E+", 1, 4, "Invalid number, expected digit but got: <EOF>."),
        SyntaxFault("1.0e-é", 1, 6, "Invalid number, expected digit but got: U+00E9."),
        SyntaxFault("1.2e3e", 1, 6, #"Invalid number, expected digit but got: "e"."#),
        SyntaxFault("1.2e3.4", 1, 6, #"Invalid number, expected digit but got: "."."#),
        SyntaxFault("1.23.4", 1, 5, #"Invalid number, expected digit but got: "."."#),
        SyntaxFault("0xF1", 1, 2, #"Invalid number, expected digit but got: "x"."#),
        SyntaxFault("0b10", 1, 2, #"Invalid number, expected digit but got: "b"."#),
        SyntaxFault("123abc", 1, 4, #"Invalid number, expected digit but got: "a"."#),
        SyntaxFault("1_234", 1, 2, #"Invalid number, expected digit but got: "_"."#),
        SyntaxFault("1.5_0", 1, 4, #"Invalid number, expected digit but got: "_"."#),
    ])
    func `a number that goes on wrongly is refused at that character`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in try Parser.parseValue(source) }
    }
}
