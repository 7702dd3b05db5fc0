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

    /// The errors kept, in graphql-js's order once the traversal has ended.
    private(set) var errors: [GraphQLError] = []
    /// More errors were reported than are to be kept: rules are not asked any more.
    private(set) var isAborted = false
    /// How many errors there were when each operation had been visited.
    private var operationEnds: [Int] = []
    private var places: SourcePlaces

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
        if isAborted { return }
        guard errors.count < options.maximumErrors else {
            isAborted = true
            return
        }
        errors.append(
            GraphQLError(
                message(), locations: ranges.compactMap { places.location(of: $0) }, rule: rule.name))
    }

    /// How many more errors would be kept.
    var remainingErrors: Int { max(0, options.maximumErrors - errors.count) }

    /// Notes that an operation has been visited: errors about its variables will stand here.
    mutating func noteEndOfOperation() { operationEnds.append(errors.count) }

    /// Has `check` report about the variables of each operation, now that all uses of variables are known, and puts
    /// what it reports where the operation ended.
    mutating func checkVariables(_ check: (inout ValidationContext, OperationDefinition) -> Void) {
        let (others, wasAborted) = (errors, isAborted)
        errors = []
        isAborted = false
        var inserted: [(position: Int, errors: ArraySlice<GraphQLError>)] = []
        for (index, position) in zip(facts.operationIndexes, operationEnds) {
            guard case .operation(let operation) = document.definitions[index] else { continue }
            let start = errors.count
            definitionIndex = index
            check(&self, operation)
            if errors.count > start { inserted.append((position, errors[start...])) }
        }
        var merged: [GraphQLError] = []
        var next = 0
        for (position, errors) in inserted {
            merged += others[next..<position]
            merged += errors
            next = position
        }
        merged += others[next...]
        errors = Array(merged.prefix(options.maximumErrors))
        isAborted = isAborted || wasAborted || merged.count > options.maximumErrors
    }

    /// Ends the list with an error that says so if others were left out.
    mutating func finish() {
        guard isAborted else { return }
        errors.append(GraphQLError("Too many validation errors, error limit reached. Validation aborted."))
    }

    /// The definitions in which the variables of the operation being checked can be used: itself, then the fragments
    /// that it reaches.
    mutating func scopeOfOperation() -> [Int] {
        if let (index, scope) = operationScope, index == definitionIndex { return scope }
        let scope = ([definitionIndex] + facts.fragmentsReached(from: [definitionIndex]))
            .filter { !facts.variableUsages[$0].all.isEmpty }
        operationScope = (definitionIndex, scope)
        return scope
    }

    private var operationScope: (index: Int, definitions: [Int])?
}
