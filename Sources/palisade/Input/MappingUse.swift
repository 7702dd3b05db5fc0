// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping

/// Tells an SDL in the mapping language from a plain one.
///
/// To a plain SDL nothing of ours is added: neither our directives nor our scalars.
enum MappingUse {
    /// Whether a directive of the mapping language is applied that the documents do not define themselves.
    static func isMapped(_ documents: [Document]) -> Bool {
        let definitions = documents.flatMap(\.definitions)
        let own = definitions.compactMap { definition in
            if case .directive(let directive) = definition { directive.name.value } else { nil }
        }
        let foreign = MappingDirectives.names.subtracting(own)
        return definitions.contains { definition in
            definition.appliedDirectives.contains { foreign.contains($0.name.value) }
        }
    }
}

extension Definition {
    /// The directives on a type, its fields and its values: where the mapping language has them.
    fileprivate var appliedDirectives: [Directive] {
        switch self {
        case .type(let type), .typeExtension(let type):
            switch type.kind {
            case .object(_, let fields), .interface(_, let fields): type.directives + fields.flatMap(\.directives)
            case .enum(let values): type.directives + values.flatMap(\.directives)
            case .scalar, .union, .inputObject: type.directives
            }
        case .operation, .fragment, .schema, .schemaExtension, .directive: []
        }
    }
}
