// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct TypeSystemDocumentTests {
    /// Each is in the printer's layout, so that printing shows that nothing was lost or moved.
    @Test(arguments: [
        "schema {\n  query: Q\n  mutation: M\n  subscription: S\n}",
        "\"\"\"The API\"\"\"\nschema @a {\n  query: Q\n}",
        "scalar Date @specifiedBy(url: \"https://example.com\")",
        "type A",
        "type A implements B & C @d {\n  \"how\"\n  e(\"what\" f: Int = 1 @g, h: [ID!]!): String! @i\n}",
        "interface A implements B {\n  c: D\n}",
        "union A @b = C | D",
        "union A",
        "enum A @b {\n  \"first\"\n  C @deprecated(reason: \"old\")\n  D\n}",
        "input A @oneOf {\n  b: Int = 1 @c\n  d: [E!]\n}",
        "directive @a on FIELD",
        "directive @a(b: Int = 1) repeatable on FIELD_DEFINITION | OBJECT | VARIABLE_DEFINITION",
        "extend schema @a",
        "extend schema {\n  mutation: M\n}",
        "extend scalar A @b",
        "extend type A implements B",
        "extend type A @b",
        "extend type A {\n  b: C\n}",
        "extend interface A implements B @c {\n  d: E\n}",
        "extend union A = B",
        "extend union A @b",
        "extend enum A {\n  B\n}",
        "extend input A {\n  b: C\n}",
    ])
    func `each definition and extension is read in full`(text: String) throws {
        let normal = try Document.parse(text)
        let printed = Printer.print(normal)
        #expect(printed.filter { !$0.isWhitespace && $0 != "," } == text.filter { !$0.isWhitespace && $0 != "," })
        #expect(shape(of: try Document.parse(printed)) == shape(of: normal))
    }

    @Test(arguments: [
        ("type A implements & B & C { d: E }", "type A implements B & C {\n  d: E\n}"),
        ("union A = | B | C", "union A = B | C"),
        ("directive @a on | FIELD | QUERY", "directive @a on FIELD | QUERY"),
    ])
    func `a list may begin with its delimiter`(text: String, printed: String) throws {
        #expect(Printer.print(try Document.parse(text)) == printed)
    }

    @Test(arguments: [
        SyntaxFault("type A {}", 1, 9, #"Expected Name, found "}"."#),
        SyntaxFault("type A implements B C { d: E }", 1, 21, #"Unexpected Name "C"."#),
        SyntaxFault("type A implements { d: E }", 1, 19, #"Expected Name, found "{"."#),
        SyntaxFault("type A implements B & { d: E }", 1, 23, #"Expected Name, found "{"."#),
        SyntaxFault("type A { b }", 1, 12, #"Expected ":", found "}"."#),
        SyntaxFault("type A { b(): C }", 1, 12, #"Expected Name, found ")"."#),
        SyntaxFault("type A { b(c: D = $e): F }", 1, 19, #"Unexpected variable "$e" in constant value."#),
        SyntaxFault("union A =", 1, 10, "Expected Name, found <EOF>."),
        SyntaxFault("union A = B | | C", 1, 15, #"Expected Name, found "|"."#),
        SyntaxFault("enum A { true }", 1, 10, #"Name "true" is reserved and cannot be used for an enum value."#),
        SyntaxFault("enum A { B null }", 1, 12, #"Name "null" is reserved and cannot be used for an enum value."#),
        SyntaxFault("input A { b(c: D): E }", 1, 12, #"Expected ":", found "("."#),
        SyntaxFault("directive a on FIELD", 1, 11, #"Expected "@", found Name "a"."#),
        SyntaxFault("directive @a FIELD", 1, 14, #"Expected "on", found Name "FIELD"."#),
        SyntaxFault("directive @a on FIELD | NOWHERE", 1, 25, #"Unexpected Name "NOWHERE"."#),
        SyntaxFault("directive @a on", 1, 16, "Expected Name, found <EOF>."),
        SyntaxFault("schema", 1, 7, #"Expected "{", found <EOF>."#),
        SyntaxFault("schema { query Q }", 1, 16, #"Expected ":", found Name "Q"."#),
        SyntaxFault("schema { read: Q }", 1, 10, #"Unexpected Name "read"."#),
        SyntaxFault("schema { { query: Q } }", 1, 10, #"Expected Name, found "{"."#),
        SyntaxFault("extend", 1, 7, "Unexpected <EOF>."),
        SyntaxFault("extend query", 1, 8, #"Unexpected Name "query"."#),
        SyntaxFault("extend directive @a on FIELD", 1, 8, #"Unexpected Name "directive"."#),
        SyntaxFault("extend schema", 1, 14, "Unexpected <EOF>."),
        SyntaxFault("extend scalar A", 1, 16, "Unexpected <EOF>."),
        SyntaxFault("extend type A", 1, 14, "Unexpected <EOF>."),
        SyntaxFault("extend union A\nscalar B", 2, 1, #"Unexpected Name "scalar"."#),
        SyntaxFault(
            "\"what\" extend type A { b: C }", 1, 1,
            "Unexpected description, descriptions are supported only on type definitions."),
        SyntaxFault("extend \"what\" type A { b: C }", 1, 8, #"Unexpected String "what"."#),
        SyntaxFault("\"one\" \"two\" type A", 1, 7, #"Unexpected String "two"."#),
    ])
    func `what breaks the grammar is refused where it does`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in try Parser.parse(source) }
    }
}
