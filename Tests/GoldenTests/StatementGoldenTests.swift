// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import GoldenTesting
import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import JSON
import Mapping
import Planning
import SQL
import Server
import Testing

/// Each operation of `Cases/` gives the recorded statements, by the recorded catalog: no database is needed.
///
/// `EndToEndTests` runs the same operations against PostgreSQL.
@Suite struct StatementGoldenTests {
    private static let benches = Dictionary(
        uniqueKeysWithValues: GoldenApplication.all.map { name in
            (name, Result { try GoldenBench(application: name) })
        })

    @Test(arguments: try GoldenApplication.all.flatMap(GoldenApplication.cases(of:)))
    func `an operation gives the recorded statements`(golden: GoldenCase) throws {
        let planned = try #require(Self.benches[golden.application]).get().plan(golden)
        if let expected = try golden.expectedStatements() {
            #expect(planned.statementCount == expected)
        }
        if let problem = try golden.statementFile.problem(with: planned.text) {
            Issue.record(Comment(rawValue: problem))
        }
    }

    @Test func `the same operation always gives the same text`() throws {
        for name in GoldenApplication.all {
            let bench = try #require(Self.benches[name]).get()
            for golden in try GoldenApplication.cases(of: name) {
                #expect(try bench.plan(golden).text == GoldenBench(application: name).plan(golden).text)
            }
        }
    }

    @Test func `before PostgreSQL 17 to_json stands where json_scalar does`() throws {
        var differing = 0
        for name in GoldenApplication.all {
            let bench = try #require(Self.benches[name]).get()
            let older = try GoldenBench(application: name) { $0.serverVersion = 160_000 }
            for golden in try GoldenApplication.cases(of: name) {
                let text = try bench.plan(golden).text
                let expected = text.replacingOccurrences(of: "json_scalar(", with: "to_json(")
                #expect(try older.plan(golden).text == expected)
                if expected != text { differing += 1 }
            }
        }
        #expect(differing > 0)
    }
}

/// Plans the operations of one application.
struct GoldenBench: Sendable {
    struct Planned {
        var text: String
        var statementCount: Int
    }

    private let mapping: Mapping
    private let coercion: InputCoercion
    private let planner: QueryPlanner

    /// - Parameter change: what differs from the recorded catalog.
    init(application: String, change: (inout Catalog) -> Void = { _ in }) throws {
        let application = try GoldenApplication(application)
        var catalog = try application.recordedCatalog()
        change(&catalog)
        mapping = try MappingResolver.resolve(
            application.schema.authored, schema: application.schema.schema, catalog: catalog)
        coercion = InputCoercion(
            schema: mapping.schema, scalars: ScalarCoercion.service, suggestions: .off, nullCharacter: .refused)
        planner = QueryPlanner(
            mapping: mapping, coercion: coercion, settings: PlanningSettings(),
            cursors: CursorCodec(key: GoldenCursors.key))
    }

    func plan(_ golden: GoldenCase) throws -> Planned {
        try plan(try golden.operation(), variables: try golden.variables())
    }

    func plan(_ text: String, variables given: JSON = .null) throws -> Planned {
        let document = try Parser.parse(Source(text))
        let faults = Validator.validate(document, against: mapping.schema)
        guard faults.isEmpty else {
            return refused(faults.map(\.message))
        }
        let operations = document.definitions.compactMap { definition -> OperationDefinition? in
            if case .operation(let operation) = definition { return operation }
            return nil
        }
        let operation = try #require(operations.first)
        let variables: [String: InputValue]
        switch coercion.variables(of: operation, from: given, source: document.source) {
        case .values(let values): variables = values
        case .errors(let errors): return refused(errors.map(\.message))
        }
        do throws(PlanningError) {
            let plan = try planner.plan(operation, in: document, variables: variables)
            let parts = plan.fields.compactMap { field in
                field.statement.map { PlanText.text(of: $0, key: field.key) }
                    ?? field.write.map { PlanText.text(of: $0, key: field.key) }
            }
            let note = plan.isReusable ? "" : "-- This plan depends on values: it serves this request only.\n"
            let text = parts.isEmpty ? "-- No statement.\n" : note + parts.joined(separator: "\n")
            return Planned(text: text, statementCount: plan.statementCount)
        } catch {
            return refused([error.message] + (error.hint.map { ["hint: \($0)"] } ?? []))
        }
    }

    private func refused(_ messages: [String]) -> Planned {
        Planned(
            text: "-- Refused before anything is sent:\n" + messages.map { "-- \($0)\n" }.joined(), statementCount: 0)
    }
}
