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
