// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Planning

/// A document that was parsed and found valid, with the plans made for it so far.
final class CompiledDocument: Sendable {
    /// What a plan is made for.
    struct PlanKey: Hashable, Sendable {
        let operation: Int
        let shape: VariableShape
    }

    /// Plans per document; a document whose variables take many shapes has its oldest plans made anew.
    private static let planCapacity = 64

    let document: Document
    let operations: [OperationDefinition]
    /// Variables whose numbers say how many rows a page holds.
    let pagingVariables: Set<String>
    let plans = BoundedCache<PlanKey, Plan>(capacity: planCapacity)

    init(_ document: Document) {
        self.document = document
        operations = document.definitions.compactMap { definition in
            if case .operation(let operation) = definition { return operation }
            return nil
        }
        pagingVariables = Planning.pagingVariables(of: document)
    }

    /// The operation to run. Specification: "GetOperation". Messages as the reference implementation has them.
    func operation(named name: String?) throws(RequestErrors) -> (index: Int, operation: OperationDefinition) {
        if let name {
            guard let index = operations.firstIndex(where: { $0.name?.value == name }) else {
                throw RequestErrors(.badUserInput, "Unknown operation named \"\(name)\".")
            }
            return (index, operations[index])
        }
        guard let only = operations.first else {
            throw RequestErrors(.badUserInput, "Must provide an operation.")
        }
        guard operations.count == 1 else {
            throw RequestErrors(.badUserInput, "Must provide operation name if query contains multiple operations.")
        }
        return (0, only)
    }
}
