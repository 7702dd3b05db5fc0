// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema

/// What planning asks of an operation: collected fields and coerced arguments, under one set of variables.
///
/// The algorithms are the specification's own, shared with execution over values in memory.
struct OperationReader {
    private let schema: Schema
    private let coercion: InputCoercion
    private let collector: FieldCollector
    private let variables: [String: InputValue]
    private let source: Source?

    init(coercion: InputCoercion, document: Document, variables: [String: InputValue]) {
        schema = coercion.schema
        self.coercion = coercion
        self.variables = variables
        source = document.source
        collector = FieldCollector(
            coercion: coercion, fragments: document.fragments, variables: variables, source: document.source)
    }

    /// The fields that selection sets select of an object type, in the order of the response.
    func collect(_ selectionSets: [SelectionSet], on typeName: String) throws(PlanningError) -> [CollectedField] {
        do throws(GraphQLError) {
            return try collector.fields(of: selectionSets, on: typeName)
        } catch {
            throw PlanningError(.badUserInput, error.message)
        }
    }

    /// The present arguments of a field, by name.
    func arguments(of field: Field, on typeName: String) throws(PlanningError) -> [String: SourcedValue] {
        guard let definition = schema.field(named: field.name.value, on: typeName) else { return [:] }
        do throws(GraphQLError) {
            let arguments = try coercion.arguments(
                field.arguments, of: definition.arguments, at: field.range, variables: variables, source: source)
            return Dictionary(arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        } catch {
            throw PlanningError(.badUserInput, error.message)
        }
    }
}
