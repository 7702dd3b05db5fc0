// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The directives that every service has. Specification: "Type System Directives", "Built-in Directives".
public enum BuiltInDirective: String, Sendable, Hashable, CaseIterable {
    case include, skip, deprecated, specifiedBy, oneOf

    /// The reason that `@deprecated` gives if it is written without one.
    public static let defaultDeprecationReason = "No longer supported"

    /// The definition, as the reference implementation describes it.
    var type: DirectiveType {
        switch self {
        case .include:
            DirectiveType(
                name: rawValue,
                description:
                    "Directs the executor to include this field or fragment only when the `if` argument is true.",
                arguments: [
                    InputValueType(
                        name: "if", description: "Included when true.", type: .nonNull(.named("Boolean")))
                ],
                locations: [.field, .fragmentSpread, .inlineFragment])
        case .skip:
            DirectiveType(
                name: rawValue,
                description: "Directs the executor to skip this field or fragment when the `if` argument is true.",
                arguments: [
                    InputValueType(name: "if", description: "Skipped when true.", type: .nonNull(.named("Boolean")))
                ],
                locations: [.field, .fragmentSpread, .inlineFragment])
        case .deprecated:
            DirectiveType(
                name: rawValue,
                description: "Marks an element of a GraphQL schema as no longer supported.",
                arguments: [
                    InputValueType(
                        name: "reason",
                        description: """
                            Explains why this element was deprecated, usually also including a suggestion for how \
                            to access supported similar data. Formatted using the Markdown syntax, as specified by \
                            [CommonMark](https://commonmark.org/).
                            """,
                        type: .named("String"),
                        defaultValue: .string(Self.defaultDeprecationReason, isBlock: false, range: .none))
                ],
                locations: [.fieldDefinition, .argumentDefinition, .inputFieldDefinition, .enumValue])
        case .specifiedBy:
            DirectiveType(
                name: rawValue,
                description: "Exposes a URL that specifies the behavior of this scalar.",
                arguments: [
                    InputValueType(
                        name: "url", description: "The URL that specifies the behavior of this scalar.",
                        type: .nonNull(.named("String")))
                ],
                locations: [.scalar])
        case .oneOf:
            DirectiveType(
                name: rawValue,
                description: "Indicates exactly one field must be supplied and this field must not be `null`.",
                locations: [.inputObject])
        }
    }
}
