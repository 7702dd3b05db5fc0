// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A request consists of operations and fragments only.
///
/// Specification: "Executable Definitions".
struct ExecutableDefinitionsRule: ValidationRule {
    static let name = "ExecutableDefinitions"
    static let interests: Set<NodeKind> = [.document]

    func enter(_ document: Document, in context: inout ValidationContext) {
        for definition in document.definitions {
            switch definition {
            case .operation, .fragment:
                break
            case .schema(let schema), .schemaExtension(let schema):
                context.report(Self.self, "The schema definition is not executable.", at: schema.range)
            case .directive(let directive):
                report(directive.name.value, at: directive.range, in: &context)
            case .type(let type), .typeExtension(let type):
                report(type.name.value, at: type.range, in: &context)
            }
        }
    }

    private func report(_ name: String, at range: SourceRange, in context: inout ValidationContext) {
        context.report(Self.self, "The \"\(name)\" definition is not executable.", at: range)
    }
}
