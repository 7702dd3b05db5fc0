// SPDX-License-Identifier: Apache-2.0

public import GraphQLSchema

/// How a document is validated, apart from the rules themselves.
public struct ValidationOptions: Sendable, Hashable {
    /// Errors kept before validation is given up with one more error that says so.
    public var maximumErrors: Int
    /// Whether messages may propose names ("Did you mean …"). Off, no message shows a name that its author did not
    /// write, as it must be for callers who may not see the schema.
    public var suggestions: Suggestions
    /// Where an operation is refused whose kind the schema has no root type for.
    public var operationTypes: OperationTypes
    /// Work spent on fields that overlap, in steps of about 50 ns, before the document is refused as too costly to
    /// check. Documents that people write need a few thousand.
    public var maximumOverlapSteps: Int

    public init(
        maximumErrors: Int = 100, suggestions: Suggestions = .on,
        operationTypes: OperationTypes = .refusedByExecution, maximumOverlapSteps: Int = 500_000
    ) {
        self.maximumErrors = maximumErrors
        self.suggestions = suggestions
        self.operationTypes = operationTypes
        self.maximumOverlapSteps = maximumOverlapSteps
    }

    /// Who refuses an operation that has no root type. Specification: "Operation Type Existence".
    public enum OperationTypes: Sendable, Hashable {
        /// Validation lets it pass, as graphql-js 16 does, and execution refuses it.
        case refusedByExecution
        /// Validation reports it, as graphql-js 17 can.
        case refusedByValidation
    }
}
