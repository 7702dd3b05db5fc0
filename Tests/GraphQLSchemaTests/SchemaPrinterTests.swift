// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

struct SchemaPrinterTests {
    /// Each is printed as it is written.
    @Test(arguments: [
        """
        type Query {
          a: Int
          b(c: [Int!]! = [1], d: String = "x"): String! @deprecated
          e: ID @deprecated(reason: "Use \\"a\\".")
        }
        """,
        """
        schema {
          query: Root
          mutation: Mutation
        }

        type Root {
          a: Int
        }

        type Mutation {
          b: Int
        }
        """,
        #"""
        """The schema."""
        schema {
          query: Query
        }

        """A directive."""
        directive @d(a: Int = 1, b: Float @deprecated) repeatable on OBJECT | FIELD

        """
        A type.

        Of two paragraphs.
        """
        type Query implements I & J {
          a: Int

          """The second."""
          b(
            c: Int = 1

            """The last argument."""
            d: [[E]]
          ): Int
          c: Int
        }

        interface I {
          a: Int
        }

        interface J implements I {
          a: Int
        }

        union U = Query | V

        type V {
          v: Int
        }

        enum E {
          """First."""
          X @deprecated(reason: "r")
          Y

          """Third."""
          Z
        }

        input P {
          a: Int = 1
          b: E @deprecated
        }

        input O @oneOf {
          a: Int
          b: Int
        }

        scalar S @specifiedBy(url: "https://example.com")

        scalar T
        """#,
    ])
    func `what is printed builds the same schema`(_ sdl: String) throws {
        // An empty line of a description is indented as its text is: at the top level, not at all.
        #expect(SchemaPrinter.print(try schema(sdl)) == sdl)
    }

    @Test func `an empty line of an indented description is indented`() throws {
        let schema = try schema("type Query { \"one\\n\\ntwo\" q: Int }")
        #expect(
            SchemaPrinter.print(schema)
                == "type Query {\n  \"\"\"\n  one\n  \n  two\n  \"\"\"\n  q: Int\n}")
    }

    @Test func `a description that a block string cannot hold is quoted`() throws {
        let schema = try schema(#"" leading\tspace\r" type Query { "\nx" q: Int }"#)
        #expect(SchemaPrinter.print(schema) == #"" leading\tspace\r""# + "\ntype Query {\n  \"\\nx\"\n  q: Int\n}")
    }

    @Test func `applied directives other than built-in ones are left out`() throws {
        let schema = try schema("directive @d on OBJECT\ntype Query @d { q: Int }")
        #expect(SchemaPrinter.print(schema) == "directive @d on OBJECT\n\ntype Query {\n  q: Int\n}")
    }

    @Test func `one type or directive is printed alone`() throws {
        let schema = try schema("directive @d on OBJECT\ntype Query { q(a: Float = 1.0): Int }")
        let type = try #require(schema.type(named: "Query"))
        #expect(SchemaPrinter.print(type, of: schema) == "type Query {\n  q(a: Float = 1): Int\n}")
        let directive = try #require(schema.directive(named: "deprecated"))
        #expect(
            SchemaPrinter.print(directive, of: schema).hasSuffix(
                "reason: String = \"No longer supported\"\n) on "
                    + "FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE"))
    }
}
