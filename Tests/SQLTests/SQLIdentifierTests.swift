// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@Suite struct SQLIdentifierTests {
    @Test(arguments: [
        ("sessions", "sessions"), ("sessions_1", "sessions_1"), ("_x", "_x"),
        ("Sessions", #""Sessions""#), ("two words", #""two words""#), ("1st", #""1st""#), ("größe", #""größe""#),
        ("quo\"te", #""quo""te""#), ("\"", #""""""#), ("", #""""#), ("a$b", #""a$b""#),
        ("a;drop table x", #""a;drop table x""#),
        ("select", #""select""#), ("user", #""user""#), ("order", #""order""#), ("end", #""end""#),
        ("int", #""int""#), ("char", #""char""#), ("value", "value"), ("name", "name"), ("type", "type"),
    ])
    func `a name is quoted where PostgreSQL would read it otherwise`(name: String, sql: String) {
        #expect(SQLIdentifier(name).text == sql)
    }

    @Test func `casts name built-in types bare, and others with their schema`() {
        func text(_ type: ColumnType) -> String { ("\(type)" as SQLFragment).rendered().text }
        #expect(text(.builtIn("uuid")) == "uuid")
        #expect(text(.builtIn("timestamptz", isArray: true)) == "timestamptz[]")
        #expect(text(.builtIn("numeric")) == "numeric")
        #expect(text(.builtIn("char")) == #""char""#)
        #expect(text(.builtIn("bit")) == #""bit""#)
        let room = ColumnType(name: QualifiedName(schema: "Odd", name: "room"), isArray: true, kind: .enum)
        #expect(text(room) == #""Odd".room[]"#)
    }
}
