// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

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
        requiredArguments = definition.requiredArguments
    }

    init(_ type: DirectiveType) {
        isRepeatable = type.isRepeatable
        locations = Set(type.locations.map(\.rawValue))
        argumentNames = type.arguments.map(\.name)
        argumentNameSet = Set(argumentNames)
        requiredArguments = type.arguments.filter(\.isRequired).map { ($0.name, $0.type) }
    }
}

extension DirectiveDefinition {
    /// The arguments that must be given, in the order of definition, each name once: of equal ones the last, at the
    /// place of the first, as in the reference implementation.
    package var requiredArguments: [(name: String, type: TypeRef)] {
        var required: [(name: String, type: TypeRef)] = []
        var positions: [String: Int] = [:]
        for argument in arguments {
            let (name, type) = (argument.name.value, TypeRef(argument.type))
            guard type.isNonNull, argument.defaultValue == nil else { continue }
            if let position = positions[name] {
                required[position].type = type
            } else {
                positions[name] = required.count
                required.append((name, type))
            }
        }
        return required
    }
}
