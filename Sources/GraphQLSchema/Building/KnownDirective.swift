// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The definition of a directive, as rules about its uses need it: looked up once for each use, so all is prepared.
struct KnownDirective: Sendable {
    let isRepeatable: Bool
    /// The names of the locations where it may stand.
    let locations: Set<String>
    /// In the order of definition.
    let argumentNames: [String]
    let argumentNameSet: Set<String>
    /// The arguments that must be given, in the order of definition.
    let requiredArguments: [(name: String, type: TypeRef)]

    init(_ definition: DirectiveDefinition) {
        isRepeatable = definition.isRepeatable
        locations = Set(definition.locations.map(\.value))
        argumentNames = definition.arguments.map(\.name.value)
        argumentNameSet = Set(argumentNames)
        requiredArguments = definition.arguments.compactMap { argument in
            let type = TypeRef(argument.type)
            return type.isNonNull && argument.defaultValue == nil ? (argument.name.value, type) : nil
        }
    }

    init(_ type: DirectiveType) {
        isRepeatable = type.isRepeatable
        locations = Set(type.locations.map(\.rawValue))
        argumentNames = type.arguments.map(\.name)
        argumentNameSet = Set(argumentNames)
        requiredArguments = type.arguments.filter(\.isRequired).map { ($0.name, $0.type) }
    }
}
