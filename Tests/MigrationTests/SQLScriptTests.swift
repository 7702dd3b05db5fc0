// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Migration

@Suite struct SQLScriptTests {
    @Test(
        arguments: [
            ("select 1; select 2", ["select 1", "select 2"]),
            ("select ';' ; select \"a;b\"", ["select ';' ", "select \"a;b\""]),
            ("select 'it''s; so'; x", ["select 'it''s; so'", "x"]),
            (#"select E'\\'; x"#, [#"select E'\\'"#, "x"]),
            (#"select e'a\';b'; x"#, [#"select e'a\';b'"#, "x"]),
            (#"select 'a\'; x"#, [#"select 'a\'"#, "x"]),
            ("do $$ begin; end $$; x", ["do $$ begin; end $$", "x"]),
            ("do $a$ $$;$b$ $a$; x", ["do $a$ $$;$b$ $a$", "x"]),
            ("prepare p as select $1; select a$b; x", ["prepare p as select $1", "select a$b", "x"]),
            ("-- a; b\nselect 1 -- c;\n; x", ["select 1 -- c;\n", "x"]),
            ("/* ; /* ; */ ; */ select 1 /*;*/; x", ["select 1 /*;*/", "x"]),
            (
                "create rule r as on insert to t do (select 1; select 2); x",
                ["create rule r as on insert to t do (select 1; select 2)", "x"]
            ),
            (
                "create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end; x",
                [
                    "create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end",
                    "x",
                ]
            ),
            ("select case when true then 1 end; x", ["select case when true then 1 end", "x"]),
            ("\u{FEFF}select 1;\n;;\n", ["select 1"]),
        ] as [(String, [String])])
    func `statements end where psql ends them`(text: String, statements: [String]) throws {
        #expect(try SQLScript(text).statements.map(\.text) == statements)
    }

    @Test(arguments: [
        ("select 'a", 7, "The text constant"), ("select \"a", 7, "The quoted name"), ("/* a /* b */", 0, "The comment"),
        ("do $x$ a $y$", 3, "The text constant in dollar quotes"), ("é; select e'\\'", 11, "The text constant"),
    ])
    func `what is not ended is found at its beginning`(text: String, offset: Int, what: String) {
        #expect(throws: SQLScript.Unterminated(offset: offset, what: what)) { try SQLScript(text) }
    }

    @Test(
        arguments: [
            ("BEGIN", "BEGIN"), ("commit and chain", "COMMIT"), ("end", "END"), ("abort", "ABORT"),
            ("rollback", "ROLLBACK"),
            ("rollback to savepoint a", nil), ("rollback work to a", nil), ("savepoint a", nil),
            ("start transaction", "START TRANSACTION"), ("prepare transaction 'a'", "PREPARE TRANSACTION"),
            ("prepare a as select 1", nil), ("select 1 as commit", nil), ("create table begin_end (n int)", nil),
        ] as [(String, String?)])
    func `transaction control is known by its first words`(text: String, control: String?) throws {
        #expect(try SQLScript(text).statements.map(\.transactionControl) == [control])
    }

    @Test func `a line and column count characters as PostgreSQL does`() {
        let text = "é\n  x\r\ny"
        #expect(SourceLocation(offset: 0, in: text) == SourceLocation(line: 1, column: 1))
        #expect(SourceLocation(offset: 4, in: text) == SourceLocation(line: 2, column: 3))
        #expect(SourceLocation(offset: 7, in: text) == SourceLocation(line: 3, column: 1))
    }
}
