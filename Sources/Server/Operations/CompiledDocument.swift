// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Planning
import Synchronization

/// A document that was parsed and found valid.
final class CompiledDocument: Sendable {
    /// What a plan is made for.
    struct PlanKey: Hashable, Sendable {
        fileprivate let document: UInt64
        fileprivate let operation: Int
        fileprivate let shape: VariableShape

        /// How many bytes it takes, beside a fixed number.
        var byteCount: Int { shape.byteCount }
    }

    let document: Document
    let operations: [OperationDefinition]
    /// Variables whose numbers say how many rows a page holds.
    let pagingVariables: Set<String>
    /// Variables whose ids say which type's row is found.
    private let nodeVariables: Set<String>
    /// Never given twice, so that a plan cannot be taken for another document's.
    private let number: UInt64

    private static let lastNumber = Atomic<UInt64>(0)

    init(_ document: Document) {
        self.document = document
        operations = document.definitions.compactMap { definition in
            if case .operation(let operation) = definition { return operation }
            return nil
        }
        pagingVariables = Planning.pagingVariables(of: document)
        nodeVariables = Planning.nodeVariables(of: document)
        number = Self.lastNumber.add(1, ordering: .relaxed).newValue
    }

    /// What a plan of one of the operations is kept under.
    func planKey(operation index: Int, variables: [String: InputValue]) -> PlanKey {
        PlanKey(
            document: number, operation: index,
            shape: VariableShape(
                variables, of: operations[index], structural: pagingVariables, nodes: nodeVariables))
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
