// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct PrinterTests {
    @Test func `an executable document is laid out as the reference implementation does`() throws {
        let text = """
            query named($a:Int=1@x,$b:[T!]!)@d{e:f(g:$a){...F@i ...on T{h}...@j{k}}l(first:"a string, quite long too",second:"another string, quite long",third:3)} {a} query($c:Int){d} query@e{f} mutation{g} fragment F on T@m{n}
            """
        let expected = """
            query named($a: Int = 1 @x, $b: [T!]!) @d {
              e: f(g: $a) {
                ...F @i
                ... on T {
                  h
                }
                ... @j {
                  k
                }
              }
              l(
                first: "a string, quite long too"
                second: "another string, quite long"
                third: 3
              )
            }

            {
              a
            }

            query ($c: Int) {
              d
            }

            query @e {
              f
            }

            mutation {
              g
            }

            fragment F on T @m {
              n
            }
            """
        #expect(Printer.print(try Document.parse(text)) == expected)
    }

    @Test func `descriptions stand on lines of their own`() throws {
        let text = #""q" query Q("v" $a: Int, $b: Int) { c } """f""" fragment F on T { d } "e" query { g }"#
        let expected = #"""
            "q"
            query Q(
              "v"
              $a: Int
              $b: Int
            ) {
              c
            }

            """f"""
            fragment F on T {
              d
            }

            "e"
            query {
              g
            }
            """#
        #expect(Printer.print(try Document.parse(text)) == expected)
    }

    @Test func `a type system document is laid out as the reference implementation does`() throws {
        let text = #"""
            """a""" type A implements B&C@d{"""
              Long
                er
            """ e(f:Int=1,g:[H!]):I j("k" l:M n:O):P} union Q=R|S enum T{"u" V W@x} directive@y(z:Int)repeatable on FIELD|QUERY
            """#
        let expected = #"""
            """a"""
            type A implements B & C @d {
              """
              Long
                er
              """
              e(f: Int = 1, g: [H!]): I
              j(
                "k"
                l: M
                n: O
              ): P
            }

            union Q = R | S

            enum T {
              "u"
              V
              W @x
            }

            directive @y(z: Int) repeatable on FIELD | QUERY
            """#
        #expect(Printer.print(try Document.parse(text)) == expected)
    }

    @Test(arguments: ["type A", "interface A", "enum A", "input A", "extend type A @b", "extend schema @b"])
    func `a query after a definition without braces keeps its keyword`(definition: String) throws {
        let text = "\(definition)\n\nquery {\n  a\n}"
        #expect(Printer.print(try Document.parse(text)) == text)
    }

    @Test(arguments: ["type A {\n  b: C\n}", "scalar A", "union A = B", "{\n  a\n}", "directive @a on FIELD"])
    func `a query after any other definition needs no keyword`(definition: String) throws {
        #expect(
            Printer.print(try Document.parse("\(definition) query { a }")) == "\(definition)\n\n{\n  a\n}")
    }

    @Test func `a string is escaped where it must be and nowhere else`() {
        let content = "\"\\/\u{0}\u{1F}\u{7F}\u{9F}\u{A0}\n\r\t\u{8}\u{C}é😀"
        #expect(StringLiteral.text(for: content) == #""\"\\/\u0000\u001F\u007F\u009F\#u{A0}\n\r\t\b\fé😀""#)
    }

    @Test func `a block string that no block can hold is quoted`() throws {
        for content in ["\na", "a\n", " \n a", "a\rb", "  ", "  a\n  b"] {
            let value = Value.string(content, isBlock: true, range: .none)
            #expect(Printer.print(value) == StringLiteral.text(for: content))
        }
    }
}
