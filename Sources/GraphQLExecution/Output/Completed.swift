// SPDX-License-Identifier: Apache-2.0

public import GraphQLSchema

/// What completing a field or a list's item came to. Specification: "Value Completion", "Handling Execution Errors".
public enum Completed<Value> {
    case value(Value)
    case null
    /// An error, reported already, left no value: the nearest place that may be null becomes null.
    case failed

    /// What the place of this type holds, be it a field or an item: a failure stops where null is allowed.
    public func absorbed(by type: TypeRef) -> Completed {
        switch self {
        case .value, .null: self
        case .failed: type.isNonNull ? .failed : .null
        }
    }
}

extension Completed: Sendable where Value: Sendable {}
