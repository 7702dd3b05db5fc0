// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Variables and type conditions refer to types of the schema.
///
/// Specification: "Fragment Spread Type Existence".
struct KnownTypeNamesRule: ValidationRule {
    static let name = "KnownTypeNames"
    static let interests: Set<NodeKind> = [.namedType]

    func enter(_ reference: NamedTypeReference, in context: inout ValidationContext) {
        let name = reference.name.value
        guard context.schema.type(named: name) == nil, !context.facts.typeDefinitionNames.contains(name) else { return }
        // The type system of the document may use standard types that the schema does not.
        let standardNames = context.isInTypeSystem ? Self.standardNames : []
        guard !standardNames.contains(name) else { return }
        let (schema, definedNames) = (context.schema, context.facts.typeDefinitionNames)
        let suggestions = context.options.suggestions
        context.report(
            Self.self,
            "Unknown type \"\(name)\"."
                + suggestions.didYouMean(name, among: standardNames + schema.types.map(\.name) + definedNames),
            at: reference.range)
    }

    private static let standardNames = [
        "String", "Int", "Float", "Boolean", "ID", "__Schema", "__Directive", "__DirectiveLocation", "__Type",
        "__Field", "__InputValue", "__EnumValue", "__TypeKind",
    ]
}
