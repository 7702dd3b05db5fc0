// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Testing

@Suite struct ValidatorTests {
    @Test func `a valid document has no errors`() throws {
        let document = """
            query Profile($id: ID!, $first: Int = 5) {
              person(key: {id: $id}) { ...Contact friends(first: $first) { ...Contact } }
            }
            fragment Contact on Person { name email }
            """
        #expect(try validate(document) == [])
    }

    @Test func `errors stand in the order of the nodes, and of the rules at one node`() throws {
        let errors = try validate(
            """
            query A($a: Intt, $b: Int) { person(kee: 1) @unknown @unknown { friends } ...F }
            fragment F on Coach { emal }
            """)
        #expect(
            errors.map(\.rule) == [
                "KnownTypeNames", "KnownArgumentNames", "KnownDirectives", "KnownDirectives", "ScalarLeafs",
                "PossibleFragmentSpreads", "NoUnusedVariables", "NoUnusedVariables", "FieldsOnCorrectType",
            ])
    }

    @Test func `faults inside a field come before its missing arguments`() throws {
        let errors = try validate(#"{ required(b: 1) @skip { unknown } }"#)
        #expect(
            errors.map(description) == [
                #"1:24 Field "required" must not have a selection since type "String" has no subfields."#,
                #"1:15 String cannot represent a non string value: 1"#,
                #"1:18 Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided."#,
                #"1:3 Field "required" argument "a" of type "Int!" is required, but it was not provided."#,
            ])
    }

    @Test func `validation is given up after the most errors that are wanted`() throws {
        let document = "{ " + (0..<150).map { "unknown\($0)" }.joined(separator: " ") + " }"
        let errors = try validate(document)
        #expect(errors.count == 101)
        #expect(errors[99].message == #"Cannot query field "unknown99" on type "Query"."#)
        #expect(
            errors[100]
                == GraphQLError("Too many validation errors, error limit reached. Validation aborted."))

        #expect(try validate(document, options: ValidationOptions(maximumErrors: 150)).count == 150)
        #expect(try validate(document, options: ValidationOptions(maximumErrors: 3)).count == 4)
        #expect(try validate(document, options: ValidationOptions(maximumErrors: 0)).count == 1)
    }

    @Test func `errors about variables stand where the operation ends, whatever follows it`() throws {
        let many = (0..<150).map { "unknown\($0)" }.joined(separator: " ")
        let errors = try validate(
            """
            query A($a: Int, $b: Int) { ...F }
            query B { \(many) }
            fragment F on Query { scalars(int: $a) other: scalars(int: $c) }
            query C($d: Int) { __typename }
            """)
        #expect(errors.count == 101)
        #expect(
            errors.prefix(3).map(description) == [
                #"3:60,1:1 Variable "$c" is not defined by operation "A"."#,
                #"1:18 Variable "$b" is never used in operation "A"."#,
                #"2:11 Cannot query field "unknown0" on type "Query"."#,
            ])
        #expect(errors[99].message == #"Cannot query field "unknown97" on type "Query"."#)
    }

    @Test(arguments: [
        ("{ person }", #"Field "person" of type "Person" must have a selection of subfields."#),
        ("{ persn { id } }", #"Cannot query field "persn" on type "Query"."#),
        ("{ named { email } }", #"Cannot query field "email" on type "Named"."#),
        ("{ person { ... on Persn { id } } }", #"Unknown type "Persn"."#),
        ("{ person { name(uper: true) } }", #"Unknown argument "uper" on field "Person.name"."#),
        ("{ __typename @note(text: \"\", levl: 1) }", #"Unknown argument "levl" on directive "@note"."#),
        ("{ scalars(mood: CALN) }", #"Value "CALN" does not exist in "Mood" enum."#),
        ("{ scalars(mood: \"CALM\") }", #"Enum "Mood" cannot represent non-enum value: "CALM"."#),
        (
            #"{ search(where: {name: "", mods: CALM}) { __typename } }"#,
            #"Field "mods" is not defined by type "Filter"."#
        ),
    ])
    func `no name is suggested where suggestions are off`(document: String, message: String) throws {
        let suggesting = try validate(document)
        #expect(suggesting.first?.message.hasPrefix(message + " Did you mean") == true)
        let silent = try validate(document, options: ValidationOptions(suggestions: .off))
        #expect(silent.map(\.message) == [message])
    }

    @Test(arguments: ["{ person { friends @stream { id } } }", "{ ... @defer { __typename } }"])
    func `incremental delivery is refused`(document: String) throws {
        #expect(try validate(document).map(\.rule) == ["KnownDirectives"])
    }

    @Test func `columns count UTF-16 units, and lines end in three ways`() throws {
        let document = "{ person # 🌻é\r\n { a\n b\r c name(upper: \"🌻é\", d: 1) } }"
        #expect(
            try validate(document).filter { $0.rule != "ValuesOfCorrectType" }.flatMap(\.locations) == [
                SourceLocation(line: 2, column: 4), SourceLocation(line: 3, column: 2),
                SourceLocation(line: 4, column: 2), SourceLocation(line: 4, column: 23),
            ])
    }

    @Test func `columns are right far into a line that is not ASCII`() throws {
        let padding = String(repeating: "é🌻", count: 500)
        let document = "{ scalars(text: \"\(padding)\") nothing }"
        let column = document.utf16.count - "nothing }".count + 1
        #expect(try validate(document).map(\.locations) == [[SourceLocation(line: 1, column: column)]])
    }

    @Test func `a document made by a program has errors without locations`() throws {
        let field = Field(name: Name("unknown"))
        let document = Document(definitions: [
            .operation(OperationDefinition(type: .query, selectionSet: SelectionSet([.field(field), .field(field)])))
        ])
        let errors = Validator.validate(document, against: try TestSchema.schema.get())
        let message = #"Cannot query field "unknown" on type "Query"."#
        #expect(errors.map(description) == [message, message])
    }
}
