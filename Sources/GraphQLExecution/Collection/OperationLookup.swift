// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

extension Document {
    /// The operation that a request means. Specification: "Executing Requests", `GetOperation`.
    ///
    /// - Parameter name: the request's `operationName`; nil where the document has only one operation.
    public func operation(named name: String?) throws(GraphQLError) -> OperationDefinition {
        var found: OperationDefinition?
        for case .operation(let operation) in definitions {
            if let name {
                if operation.name?.value == name { return operation }
            } else if found != nil {
                throw GraphQLError("Must provide operation name if query contains multiple operations.")
            } else {
                found = operation
            }
        }
        if let found { return found }
        if let name { throw GraphQLError("Unknown operation named \"\(name)\".") }
        throw GraphQLError("Must provide an operation.")
    }

    /// The fragments by name, the last of equal names winning.
    public var fragments: [String: FragmentDefinition] {
        var fragments: [String: FragmentDefinition] = [:]
        for case .fragment(let fragment) in definitions { fragments[fragment.name.value] = fragment }
        return fragments
    }
}
