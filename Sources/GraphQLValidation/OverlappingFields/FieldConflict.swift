// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Two fields of one response key that cannot be merged.
struct FieldConflict {
    var key: String
    var reason: Reason
    /// The first field, then those inside it that are part of the conflict.
    var first: [SourceRange]
    /// The second field, then those inside it that are part of the conflict.
    var second: [SourceRange]

    indirect enum Reason {
        case differentFields(String, String)
        case differingArguments
        case conflictingTypes(TypeRef, TypeRef)
        case subfields([(key: String, reason: Reason)])
    }

    /// The fields to show, in graphql-js's order.
    var places: [SourceRange] { first + second }

    var message: String {
        "Fields \"\(key)\" conflict because \(Self.text(reason)). "
            + "Use different aliases on the fields to fetch both if this was intentional."
    }

    private static func text(_ reason: Reason) -> String {
        switch reason {
        case .differentFields(let first, let second): "\"\(first)\" and \"\(second)\" are different fields"
        case .differingArguments: "they have differing arguments"
        case .conflictingTypes(let first, let second):
            "they return conflicting types \"\(first)\" and \"\(second)\""
        case .subfields(let conflicts):
            conflicts.map { "subfields \"\($0.key)\" conflict because \(text($0.reason))" }.joined(separator: " and ")
        }
    }
}
