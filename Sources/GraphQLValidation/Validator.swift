// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage
public import GraphQLSchema

/// Checks executable documents against a schema. Specification: "Validation".
public enum Validator {
    /// The document's faults in graphql-js's order, with its messages and locations; none for a valid document.
    ///
    /// All rules share one traversal. Time is proportional to the document's size, but for overlapping fields, whose
    /// comparisons `options` bounds. The document comes from a parser with a depth limit: traversal recurses into
    /// selection sets and values.
    public static func validate(
        _ document: Document, against schema: Schema, options: ValidationOptions = ValidationOptions()
    ) -> [GraphQLError] {
        var visitor = DocumentVisitor(
            context: ValidationContext(document: document, schema: schema, options: options))
        visitor.visit(document)
        return visitor.context.errors
    }
}
