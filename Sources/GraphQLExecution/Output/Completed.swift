// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// What completing a field or a list's item came to. Specification: "Value Completion", "Handling Execution Errors".
enum Completed {
    /// A value, which is written.
    case value
    /// Null, which its place is still to write.
    case null
    /// An error, reported already, left no value: the nearest place that may be null becomes null.
    case failed

    /// What the place of this type holds, be it a field or an item: a failure stops where null is allowed.
    func absorbed(by type: TypeRef) -> Completed {
        switch self {
        case .value, .null: self
        case .failed: type.isNonNull ? .failed : .null
        }
    }
}
