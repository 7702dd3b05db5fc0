// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import SQL
import Safety
import Testing

/// What the SDL says of columns, and what the catalog has.
@Suite struct DeclarationRuleTests {
    private func declaration(
        _ column: String, promisesValue: Bool = false, hasDefault: Bool = false, values: Set<String>? = nil,
        typeValues: Set<String>? = nil
    ) -> Declaration {
        Declaration(
            place: "Task.\(column)", relation: .app("tasks"), column: column, promisesValue: promisesValue,
            hasDefault: hasDefault, enumeration: values.map { .init(name: "Kind", storedTexts: $0) },
            typeValues: typeValues)
    }

    /// The only finding, whose mend makes it go away where it has one.
    private func finding(
        for declaration: Declaration, after script: String = "select"
    ) async throws -> (message: String, code: SafetyCode)? {
        var found: Finding?
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(script)
            let findings = try await fixture.report(declarations: [declaration]).findings
            #expect(findings.count <= 1, "\(findings.map(\.text))")
            found = findings.first
            if let mend = found?.mend {
                try await fixture.database.run(mend)
                #expect(try await fixture.report(declarations: [declaration]).findings == [])
            }
        }
        #expect(
            found.map { $0.severity == .warning && $0.object == .column(declaration.column, of: .app("tasks")) } ?? true
        )
        return found.map { ($0.message, $0.code) }
    }

    @Test func `a promise that the column does not keep`() async throws {
        let found = try #require(try await finding(for: declaration("project_id", promisesValue: true)))
        #expect(found.code == .promisedValueNullable)
        #expect(
            found.message == "Task.project_id promises a value, but the column may be null: such a row is answered "
                + "with an error. Take the promise back, or let the column keep it.")
        #expect(try await finding(for: declaration("title", promisesValue: true)) == nil)
    }

    @Test func `a default that the column does not have`() async throws {
        let found = try #require(try await finding(for: declaration("title", hasDefault: true)))
        #expect(found.code == .declaredDefaultMissing)
        #expect(
            found.message == "Task.title has @default, but the column has no default: an insert without it fails. "
                + "Take @default away, or give the column one.")
        #expect(try await finding(for: declaration("is_open", hasDefault: true)) == nil)
    }

    @Test func `a generated column in inputs`() async throws {
        let script = "alter table app.tasks add column loud text generated always as (upper(title)) stored"
        let found = try #require(try await finding(for: declaration("loud"), after: script))
        #expect(found.code == .generatedColumnOffered)
        #expect(found.message.hasSuffix("a write that gives Task.loud fails. Add @readOnly to the field."))
    }

    @Test func `an enum over a column of any text`() async throws {
        let script = "alter table app.tasks add column kind text"
        let found = try #require(try await finding(for: declaration("kind", values: ["a", "b"]), after: script))
        #expect(found.code == .enumValuesDiffer)
        #expect(found.message.contains("the column admits any text"))
    }

    @Test func `values that only one side has`() async throws {
        let check = "alter table app.tasks add column kind text check (kind in ('a', 'b'))"
        #expect(try await finding(for: declaration("kind", values: ["a", "b"]), after: check) == nil)
        let more = try #require(try await finding(for: declaration("kind", values: ["a"]), after: check))
        #expect(more.message.hasPrefix("The column admits 'b', which Kind (Task.kind) does not have"))
        let fewer = try #require(try await finding(for: declaration("kind", values: ["a", "b", "c"]), after: check))
        #expect(fewer.message.hasPrefix("Kind (Task.kind) has 'c', which the column does not admit"))
        let label = "create type app.kind as enum ('a', 'b'); alter table app.tasks add column kind app.kind"
        let labels = try #require(try await finding(for: declaration("kind", values: ["a"]), after: label))
        #expect(labels.message.hasPrefix("The column admits 'b'"))
    }

    @Test func `a column that names types and admits any text`() async throws {
        let script = "alter table app.tasks add column about_type text"
        let declared = declaration("about_type", typeValues: ["project", "per'son"])
        let found = try #require(try await finding(for: declared, after: script))
        #expect(found.code == .typeColumnAdmitsOthers)
        #expect(
            found.message == "Task.about_type leads to a row by the type that the column names, but the column admits "
                + "any text: of one that names none, the row is answered as absent.")
    }

    @Test func `a column that names types and admits what names none`() async throws {
        let script = "alter table app.tasks add column about_type text check (about_type in ('project', 'file'))"
        let found = try #require(
            try await finding(for: declaration("about_type", typeValues: ["project"]), after: script))
        #expect(found.code == .typeColumnAdmitsOthers)
        #expect(
            found.message == "The column admits 'file', which names no type of Task.about_type: such a row is answered "
                + "as absent. Add the type, or say in 'members' that this is its value.")
        #expect(
            try await finding(for: declaration("about_type", typeValues: ["project", "file"]), after: script) == nil)
        #expect(
            try await finding(
                for: declaration("about_type", typeValues: ["1"]),
                after: "alter table app.tasks add column about_type int") == nil)
    }

    @Test func `columns by which rows are listed, without an index`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run("alter table app.tasks add column about_type text, add column about_id uuid")
            let declared = [
                DeclaredReference(
                    place: "Project.tasks", relation: .app("tasks"), columns: ["about_type", "about_id"]),
                // Another rule tells of foreign keys, and the list is the same one again.
                DeclaredReference(place: "Project.all", relation: .app("tasks"), columns: ["project_id"]),
                DeclaredReference(
                    place: "Project.again", relation: .app("tasks"), columns: ["about_type", "about_id"]),
            ]
            let findings = try await fixture.report(references: declared).findings
            #expect(findings.map(\.code) == [.referenceWithoutIndex])
            let finding = try #require(findings.first)
            #expect(finding.object == .column("about_id", of: .app("tasks")))
            #expect(
                finding.message == "No index leads to (about_type, about_id), by which Project.tasks lists rows: each "
                    + "list reads all of the tenant's, or the whole table.")
            // An index that begins otherwise leads nowhere; a part of the rows is not enough.
            try await fixture.database.run(
                """
                create index on app.tasks (title, about_type, about_id);
                create index on app.tasks (about_type, about_id) where about_type = 'project';
                """)
            #expect(try await fixture.report(references: declared).findings.count == 1)
            try await fixture.database.run(try #require(finding.mend))
            #expect(try await fixture.report(references: declared).findings == [])
        }
    }

    @Test func `a text search configuration that a role may not use`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "create schema words; create text search configuration words.plain (copy = simple)")
            let declared = [
                DeclaredSearchConfiguration(
                    typeName: "Task", relation: .app("tasks"), name: "words.plain", schema: "words")
            ]
            let findings = try await fixture.report(searchConfigurations: declared).findings
            #expect(!findings.isEmpty && findings.allSatisfy { $0.code == .searchConfigurationOutOfReach })
            let finding = try #require(findings.first)
            #expect(finding.object == .schema("words"))
            #expect(
                fixture.named(finding.message).hasSuffix(
                    " reads app.tasks, but may not use this schema, which holds the text search configuration "
                        + "words.plain of Task: its API has no search."))
            for finding in findings { try await fixture.database.run(try #require(finding.mend)) }
            #expect(try await fixture.report(searchConfigurations: declared).findings == [])
        }
    }
}
