// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@Suite struct SQLFragmentTests {
    @Test func `identifiers, placeholders and fragments are put in their places`() {
        let table = QualifiedName(schema: "training", name: "sessions")
        let condition: SQLFragment = "\(SQLIdentifier("title")) = \(SQLPlaceholder(id: 7))"
        let sql: SQLFragment = "select 1 from \(table) where \(condition)"
        #expect(sql.rendered().text == "select 1 from training.sessions where title = $1")
        #expect(sql.rendered().placeholders == [SQLPlaceholder(id: 7)])
    }

    @Test func `placeholders are numbered in the order in which the text has them, each once`() {
        let (first, second) = (SQLPlaceholder(id: 4), SQLPlaceholder(id: 0))
        let sql: SQLFragment = "\(first), \(second), \(first)"
        #expect(sql.rendered().text == "$1, $2, $1")
        #expect(sql.rendered().placeholders == [first, second])
    }

    @Test func `indentation moves the lines that begin within, and nests`() {
        let inner: SQLFragment = "(\(SQLFragment.indented("\nselect 1\nfrom t"))\n)"
        let outer: SQLFragment = "from \(SQLFragment.indented("\n\(inner)"))\nend"
        #expect(outer.rendered().text == "from \n    (\n        select 1\n        from t\n    )\nend")
    }

    @Test func `line breaks of names and constants are theirs, and not moved`() {
        let (name, text) = (SQLIdentifier("a\nb"), SQLFragment(constant: "c\nd"))
        let relation = QualifiedName(schema: "e\nf", name: "g")
        let inner: SQLFragment = "\nselect \(name) = \(text)\nfrom \(relation)"
        #expect(
            SQLFragment.indented(inner).rendered().text
                == "\n    select \"a\nb\" = 'c\nd'\n    from \"e\nf\".g")
    }

    @Test(arguments: [
        ("plain", "'plain'"), ("it's", "'it''s'"), ("back\\slash", #"E'back\\slash'"#), ("", "''"),
        (#"\'"#, #"E'\\'''"#), ("tab\t\n", "'tab\t\n'"),
    ])
    func `a constant is quoted, whatever standard_conforming_strings says`(text: String, sql: String) {
        #expect(SQLFragment(constant: text).rendered().text == sql)
    }

    @Test func `numbers stand for themselves, negative ones in parentheses`() {
        #expect(SQLFragment(number: 51).rendered().text == "51")
        #expect(("1 -\(SQLFragment(number: -2))" as SQLFragment).rendered().text == "1 -(-2)")
        #expect(SQLFragment(number: .min).rendered().text == "(-9223372036854775808)")
    }

    @Test func `fragments are joined with a separator between them only`() {
        let parts: [SQLFragment] = ["a", "b", "c"]
        #expect(parts.joined(by: ", ").rendered().text == "a, b, c")
        #expect([SQLFragment]().joined(by: ", ").isEmpty)
    }
}
