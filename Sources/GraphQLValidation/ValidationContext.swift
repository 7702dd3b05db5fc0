// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// What rules know of the document and the schema, and where they report.
struct ValidationContext {
    let document: Document
    let schema: Schema
    let options: ValidationOptions
    /// What the schema has at the node being visited.
    var types: TypeInfo
    /// Fragments, their spreads and the variables used, wherever in the document they stand.
    var facts: DocumentFacts
    /// Where the directive being visited stands; nil outside directives.
    var directiveLocation: DirectiveLocation?
    /// Where the definition being visited stands in the document.
    var definitionIndex = 0
    /// Inside a variable's definition: no variable is used there, even if one is written.
    var isInVariableDefinition = false
    /// The definition being visited is of the type system.
    var isInTypeSystem = false

    private(set) var errors: [GraphQLError] = []
    /// The error limit was reached: nothing more is kept, and the traversal stops.
    private(set) var isAborted = false
    private var places: SourcePlaces
    private var operationScope: (index: Int, definitions: [Int])?

    init(document: Document, schema: Schema, options: ValidationOptions) {
        self.document = document
        self.schema = schema
        self.options = options
        types = TypeInfo(schema: schema)
        facts = DocumentFacts(document: document)
        places = SourcePlaces(document.source)
    }

    /// Adds an error. The message is made only if it is kept.
    mutating func report(
        _ rule: any ValidationRule.Type, _ message: @autoclosure () -> String, at ranges: SourceRange...
    ) {
        report(rule, message(), at: ranges)
    }

    /// Adds an error. The message is made only if it is kept.
    mutating func report(
        _ rule: any ValidationRule.Type, _ message: @autoclosure () -> String, at ranges: [SourceRange]
    ) {
        guard !isAborted else { return }
        guard errors.count < options.maximumErrors else {
            errors.append(
                GraphQLError("Too many validation errors, error limit reached. Validation aborted."))
            isAborted = true
            return
        }
        errors.append(
            GraphQLError(
                message(), locations: ranges.compactMap { places.location(of: $0) }, rule: rule.name))
    }

    /// How many more errors would be kept.
    var remainingErrors: Int { max(0, options.maximumErrors - errors.count) }

    /// The definitions in which the variables of the operation being visited can be used: itself, then the fragments
    /// that it reaches. Empty if the document has no variables.
    mutating func scopeOfOperation() -> [Int] {
        guard !facts.variableUsages.isEmpty else { return [] }
        if let (index, scope) = operationScope, index == definitionIndex { return scope }
        let scope = ([definitionIndex] + facts.fragmentsReached(from: [definitionIndex]))
            .filter { !facts.variableUsages[$0].all.isEmpty }
        operationScope = (definitionIndex, scope)
        return scope
    }
}
