// SPDX-License-Identifier: Apache-2.0

/// What the value of an introspection field is kept under: it follows from the document and the role's view of the schema
/// alone, where the request has no variables.
struct IntrospectionKey: Hashable, Sendable {
    private let plan: CompiledDocument.PlanKey
    /// The field's position among those of the root.
    private let field: Int

    /// Nil where the value depends on more.
    init?(_ prepared: OperationRunner.Prepared, field: Int) {
        guard prepared.variables.isEmpty else { return nil }
        plan = prepared.key
        self.field = field
    }
}
