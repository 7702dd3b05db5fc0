// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct ExecutableDocumentTests {
    @Test func `a field has alias, arguments, directives and selection`() throws {
        let document = try Document.parse(
            "query Q($v: [Int!]! = [1] @d) @e { a: b(c: $v, d: {e: FLAG}) @f(g: null) { h } }")
        guard case .operation(let operation) = try #require(document.definitions.first) else {
            Issue.record("not an operation")
            return
        }
        #expect(operation.type == .query)
        #expect(operation.name?.value == "Q")
        #expect(operation.directives.map(\.name.value) == ["e"])
        let variable = try #require(operation.variables.first)
        #expect(variable.variable.name.value == "v")
        #expect(Printer.print(variable.type) == "[Int!]!")
        #expect(variable.defaultValue.map(Printer.print) == "[1]")
        #expect(variable.directives.map(\.name.value) == ["d"])
        guard case .field(let field) = try #require(operation.selectionSet.selections.first) else {
            Issue.record("not a field")
            return
        }
        #expect(field.responseKey == "a")
        #expect(field.name.value == "b")
        #expect(field.arguments.map { Printer.print($0.value) } == ["$v", "{e: FLAG}"])
        #expect(field.directives.first.map(Printer.print) == "@f(g: null)")
        #expect(field.selectionSet?.selections.count == 1)
    }

    @Test func `nodes know the bytes they stand in`() throws {
        let document = try Document.parse("  query Q {\n  a(b: [1, 2])\n  ...F @c }  ")
        guard case .operation(let operation) = try #require(document.definitions.first),
            case .field(let field) = operation.selectionSet.selections[0],
            case .fragmentSpread(let spread) = operation.selectionSet.selections[1]
        else {
            Issue.record("another shape")
            return
        }
        #expect(operation.range == SourceRange(start: 2, end: 38))
        #expect(operation.selectionSet.range == SourceRange(start: 10, end: 38))
        #expect(field.range == SourceRange(start: 14, end: 26))
        #expect(field.arguments[0].range == SourceRange(start: 16, end: 25))
        #expect(field.arguments[0].value.range == SourceRange(start: 19, end: 25))
        #expect(spread.range == SourceRange(start: 29, end: 36))
        #expect(spread.name.range == SourceRange(start: 32, end: 33))
        #expect(document.source?.locations(of: spread.range) == [SourceLocation(line: 3, column: 3)])
    }

    @Test func `fragments are spread, inline and defined`() throws {
        let document = try Document.parse("{ ...F ... on T @a { b } ... @c { d } ... { e } } fragment F on T @g { h }")
        guard case .operation(let operation) = document.definitions[0],
            case .fragment(let fragment) = document.definitions[1]
        else {
            Issue.record("another shape")
            return
        }
        let conditions = operation.selectionSet.selections.dropFirst().map { selection in
            guard case .inlineFragment(let inline) = selection else { return "another" }
            return inline.typeCondition?.name.value ?? "none"
        }
        #expect(conditions == ["T", "none", "none"])
        #expect(fragment.name.value == "F")
        #expect(fragment.typeCondition.name.value == "T")
    }

    @Test(arguments: ["on", "fragment", "query", "mutation", "subscription", "true", "false", "null", "extend", "type"])
    func `keywords are names wherever a name can stand`(keyword: String) throws {
        let fragmentName = keyword == "on" ? "a" : keyword
        let enumValue = ["true", "false", "null"].contains(keyword) ? "E" : keyword
        _ = try Document.parse(
            """
            query \(keyword)($\(keyword): \(keyword) = \(enumValue)) {
              ... \(fragmentName)
              ... on \(keyword) { \(keyword): \(keyword)(\(keyword): $\(keyword)) @\(keyword)(\(keyword): {\(keyword): 1}) }
            }
            fragment \(fragmentName) on \(keyword) { \(keyword) }
            """)
    }

    @Test func `operations, fragments and variables can be described`() throws {
        let document = try Document.parse(
            """
            "Newest first"
            query Q("How many" $first: Int, \"\"\"Which\"\"\" $after: ID) { a }
            \"\"\"
            What a card shows
            \"\"\"
            fragment F on T { b }
            "Changes" mutation { c }
            "Follows" subscription S { d }
            """)
        let descriptions = document.definitions.map { definition -> String? in
            switch definition {
            case .operation(let operation): operation.description?.value
            case .fragment(let fragment): fragment.description?.value
            default: nil
            }
        }
        #expect(descriptions == ["Newest first", "What a card shows", "Changes", "Follows"])
        guard case .operation(let operation) = document.definitions[0] else { return }
        #expect(operation.variables.map(\.description?.value) == ["How many", "Which"])
        #expect(operation.variables.map(\.description?.isBlock) == [false, true])
        #expect(operation.range.start == 0)
    }

    @Test(arguments: [
        SyntaxFault("", 1, 1, "Unexpected <EOF>."),
        SyntaxFault("  # nothing\n", 2, 1, "Unexpected <EOF>."),
        SyntaxFault("{", 1, 2, "Expected Name, found <EOF>."),
        SyntaxFault("{}", 1, 2, #"Expected Name, found "}"."#),
        SyntaxFault("{ a", 1, 4, "Expected Name, found <EOF>."),
        SyntaxFault("{ a }}", 1, 6, #"Unexpected "}"."#),
        SyntaxFault("\n{ ...MissingOn }\nfragment MissingOn Type", 3, 20, #"Expected "on", found Name "Type"."#),
        SyntaxFault("{ field: {} }", 1, 10, #"Expected Name, found "{"."#),
        SyntaxFault("notAnOperation Foo { field }", 1, 1, #"Unexpected Name "notAnOperation"."#),
        SyntaxFault("...", 1, 1, #"Unexpected "..."."#),
        SyntaxFault("{ \"\"", 1, 3, #"Expected Name, found String ""."#),
        SyntaxFault("query", 1, 6, #"Expected "{", found <EOF>."#),
        SyntaxFault("query Q(", 1, 9, #"Expected "$", found <EOF>."#),
        SyntaxFault("query Q() { a }", 1, 9, #"Expected "$", found ")"."#),
        SyntaxFault("query Q($a) { a }", 1, 11, #"Expected ":", found ")"."#),
        SyntaxFault("query Q($a: Int!!) { a }", 1, 17, #"Expected "$", found "!"."#),
        SyntaxFault("query Q($a: [Int) { a }", 1, 17, #"Expected "]", found ")"."#),
        SyntaxFault("query Q($a: Int = $b) { a }", 1, 19, #"Unexpected variable "$b" in constant value."#),
        SyntaxFault("query Q($a: Int = [$]) { a }", 1, 20, #"Unexpected "$"."#),
        SyntaxFault("query Q($a: Int @d(e: $b)) { a }", 1, 23, #"Unexpected variable "$b" in constant value."#),
        SyntaxFault("{ a() }", 1, 5, #"Expected Name, found ")"."#),
        SyntaxFault("{ a(b: ) }", 1, 8, #"Unexpected ")"."#),
        SyntaxFault("{ a(b 1) }", 1, 7, #"Expected ":", found Int "1"."#),
        SyntaxFault("{ a(b: {c: 1.5 2}) }", 1, 16, #"Expected Name, found Int "2"."#),
        SyntaxFault("{ a @ }", 1, 7, #"Expected Name, found "}"."#),
        SyntaxFault("{ ... on { a } }", 1, 10, #"Expected Name, found "{"."#),
        SyntaxFault("{ ... on }", 1, 10, #"Expected Name, found "}"."#),
        SyntaxFault("fragment on on on { on }", 1, 10, #"Unexpected Name "on"."#),
        SyntaxFault("fragment F($a: Int) on T { a }", 1, 11, #"Expected "on", found "("."#),
        SyntaxFault(
            "\"Described\" { a }", 1, 1,
            "Unexpected description, descriptions are not supported on shorthand queries."),
        SyntaxFault("\"Described\" 4", 1, 13, #"Unexpected Int "4"."#),
        SyntaxFault("{ a } \"\"\"block\"\"\"", 1, 18, "Unexpected <EOF>."),
        SyntaxFault("{ \"\"\"block\"\"\" a }", 1, 3, #"Expected Name, found BlockString "block"."#),
    ])
    func `what breaks the grammar is refused where it does`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in try Parser.parse(source) }
    }

    @Test func `values and types are parsed alone`() throws {
        #expect(Printer.print(try Parser.parseValue(Source("[1, $two, {three: 3}]"))) == "[1, $two, {three: 3}]")
        #expect(
            Printer.print(try Parser.parseConstantValue(Source("{a: [TRUE, true, null]}"))) == "{a: [TRUE, true, null]}"
        )
        #expect(Printer.print(try Parser.parseType(Source(" [[ID!]] ! "))) == "[[ID!]]!")
    }

    @Test(arguments: [
        SyntaxFault("[1 $two]", 1, 4, #"Unexpected variable "$two" in constant value."#),
        SyntaxFault("1 2", 1, 3, #"Expected <EOF>, found Int "2"."#),
        SyntaxFault("", 1, 1, "Unexpected <EOF>."),
    ])
    func `a constant value takes no variable and nothing after it`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in try Parser.parseConstantValue(source) }
    }
}
