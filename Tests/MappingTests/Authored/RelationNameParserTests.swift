// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL
import Testing

@Suite struct RelationNameParserTests {
    @Test(arguments: [
        ("training.sessions", "training", "sessions"),
        ("sessions", "public", "sessions"),
        ("\"Odd Schema\".\"Odd Table\"", "Odd Schema", "Odd Table"),
        ("app.\"dotted.name\"", "app", "dotted.name"),
        ("app.\"with \"\"quotes\"\"\"", "app", "with \"quotes\""),
        ("\"\"\"\".t", "\"", "t"),
        ("App.Sessions", "App", "Sessions"),
        ("größen.länge", "größen", "länge"),
    ])
    func `a name is read`(text: String, schema: String, name: String) {
        #expect(QualifiedName(parsing: text) == QualifiedName(schema: schema, name: name))
    }

    @Test(arguments: [
        "", ".", "a.", ".a", "a.b.c", "\"open", "a.\"open", "\"\"", "a.\"\"", "a\"b\"", "\"a\"b", "a b", " a",
    ])
    func `what is no name is refused`(text: String) {
        #expect(QualifiedName(parsing: text) == nil)
    }
}
