// SPDX-License-Identifier: Apache-2.0

/// What an update of a row may do to a list of its children.
package enum ChildChange: String, Sendable, CaseIterable {
    case create, update, delete
}

extension AuthoredChild {
    /// The fields that tell a child from its siblings: those of its key but for the reference to the parent.
    package var keyFields: [AuthoredField] {
        target.keyFieldNames.compactMap { target.field(named: $0) }.filter { $0.column?.column != column }
    }

    /// The columns that a client may change of a child: it stays with its parent.
    package var updateFields: [AuthoredField] { target.updateFields.filter { $0.column?.column != column } }

    /// Whether the key's fields are all there, and one of them is the child's own.
    fileprivate var isFound: Bool {
        !keyFields.isEmpty && target.keyFieldNames.allSatisfy { target.field(named: $0)?.column != nil }
    }
}

extension AuthoredMapping {
    /// The lists of children that can be changed with a row, and how: as the mutation root lets rows of their type be
    /// made, changed and deleted on their own.
    package func changes(of table: AuthoredTable) -> [(child: AuthoredChild, changes: [ChildChange])] {
        lists(of: table).compactMap { child in
            let changes = ChildChange.allCases.filter { isOffered($0, of: child) }
            return changes.isEmpty ? nil : (child, changes)
        }
    }

    private func isOffered(_ change: ChildChange, of child: AuthoredChild) -> Bool {
        switch change {
        case .create: isMade(child)
        case .update: child.isFound && !child.updateFields.isEmpty && isWritten(child, by: "update")
        case .delete: child.isFound && isWritten(child, by: "delete")
        }
    }

    private func isWritten(_ child: AuthoredChild, by directive: String) -> Bool {
        writes(child.target.typeName, by: directive)
    }
}
