// SPDX-License-Identifier: Apache-2.0

import Testing

struct ResultCoercionTests {
    @Test(arguments: [
        ("int", "1.0", "1"), ("int", "\"12\"", "12"), ("int", "\" 0x10 \"", "16"), ("int", "true", "1"),
        ("int", "\" \"", "0"),
        ("float", "1.5", "1.5"), ("float", "\"1.5\"", "1.5"), ("float", "\".5\"", "0.5"), ("float", "false", "0"),
        ("string", "1.0", "\"1\""), ("string", "true", "\"true\""), ("string", "1e21", "\"1e+21\""),
        ("boolean", "0", "false"), ("boolean", "0.5", "true"), ("id", "5", "\"5\""), ("id", "5.0", "\"5\""),
        ("color", "\"RED\"", "\"RED\""), ("blob", "{\"a\":[1.50]}", "{\"a\":[1.50]}"), ("blob", "false", "false"),
    ])
    func `a leaf is coerced as the reference implementation does`(field: String, value: String, result: String) throws {
        let response = try TestSchema.response("{ \(field) }", root: "{\"\(field)\": \(value)}")
        #expect(response == "{\"data\":{\"\(field)\":\(result)}}")
    }

    @Test(arguments: [
        ("int", "1.5", "Int cannot represent non-integer value: 1.5"),
        ("int", "\"\"", #"Int cannot represent non-integer value: \"\""#),
        ("int", "\"1a\"", #"Int cannot represent non-integer value: \"1a\""#),
        ("int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648"),
        ("int", "{}", "Int cannot represent non-integer value: {}"),
        ("float", "\"x\"", #"Float cannot represent non numeric value: \"x\""#),
        ("float", "[1]", "Float cannot represent non numeric value: [1]"),
        ("string", "[1, {\"a\": 2}]", "String cannot represent value: [1, { a: 2 }]"),
        ("boolean", "\"true\"", #"Boolean cannot represent a non boolean value: \"true\""#),
        ("id", "1.5", "ID cannot represent value: 1.5"),
        ("id", "true", "ID cannot represent value: true"),
        ("color", "\"PINK\"", #"Enum \"Color\" cannot represent value: \"PINK\""#),
        ("color", "1", #"Enum \"Color\" cannot represent value: 1"#),
    ])
    func `a leaf that cannot be coerced is an error`(field: String, value: String, message: String) throws {
        let response = try TestSchema.response("{ \(field) }", root: "{\"\(field)\": \(value)}")
        #expect(
            response == """
                {"errors":[{"message":"\(message)","locations":[{"line":1,"column":3}],"path":["\(field)"]}],\
                "data":{"\(field)":null}}
                """)
    }
}
