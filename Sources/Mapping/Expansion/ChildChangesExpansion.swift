// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The inputs by which an update of a row changes its children.
struct ChildChangesExpansion {
    let child: AuthoredChild
    let changes: [ChildChange]

    /// `TrainingSessionChangesWithoutTraineeInput`.
    static func changesName(_ child: AuthoredChild) -> String {
        "\(child.target.typeName)ChangesWithout\(child.parentName)Input"
    }

    /// `TrainingSessionUpdateWithoutTraineeInput`.
    static func updateName(_ child: AuthoredChild) -> String {
        "\(child.target.typeName)UpdateWithout\(child.parentName)Input"
    }

    /// `TrainingSessionKeyWithoutTraineeInput`: where a key has several fields.
    static func keyName(_ child: AuthoredChild) -> String {
        "\(child.target.typeName)KeyWithout\(child.parentName)Input"
    }

    /// The field of the parent's input.
    var field: InputValueDefinition {
        input(
            child.field.name, named(Self.changesName(child)),
            "Rows of the list to delete, change or make with it, in this order.")
    }

    /// What becomes of the children of one row.
    func changesInput() -> TypeDefinition {
        let name = child.target.typeName
        let fields = changes.map { change in
            switch change {
            case .create:
                input(
                    "create", list(of: MutationExpansion.createName(name, without: child.parentName)),
                    "Rows to be made.")
            case .update: input("update", list(of: Self.updateName(child)), "Rows to be changed, found by their key.")
            case .delete:
                input("delete", list(of: keyTypeName), "Keys of rows to be deleted.")
            }
        }
        return inputDefinition(
            Self.changesName(child), "Changes of the \(name) rows that belong to a row. All others stay as they are.",
            fields)
    }

    /// A change of one child, with its key, and with what becomes of its own children.
    func updateInput(children: [ChildChangesExpansion]) -> TypeDefinition {
        var fields = keyInputs
        fields += child.updateFields.map { field in
            input(field.name, MutationExpansion.updateType(of: field), field.description)
        }
        if let version = child.target.versionField?.column, child.target.field(named: "ifVersion") == nil {
            fields.append(
                input(
                    "ifVersion", named(version.scalar.typeName),
                    "Only if the row still has this version; else `CONFLICT`."))
        }
        return inputDefinition(
            Self.updateName(child), "Changes of a row of \(child.target.typeName) that belongs to another.",
            fields + children.map(\.field))
    }

    /// The key of a child, where it has several fields.
    func keyInput() -> TypeDefinition {
        inputDefinition(Self.keyName(child), "Tells a row of \(child.target.typeName) from its siblings.", keyInputs)
    }

    /// Whether the key is an input object.
    var hasKeyInput: Bool { child.keyFields.count > 1 }

    private var keyTypeName: String {
        guard !hasKeyInput, let column = child.keyFields.first?.column else { return Self.keyName(child) }
        return column.scalar.typeName
    }

    private var keyInputs: [InputValueDefinition] {
        child.keyFields.map { field in
            input(field.name, nonNull(named(field.column?.scalar.typeName ?? "ID")), field.description)
        }
    }
}

extension Expander {
    /// The inputs of the children that an update may change, and of theirs. Iterative, since children may be their own.
    mutating func requestChanges(of table: AuthoredTable) {
        var pending = childChanges(of: table)
        while let expansion = pending.popLast() {
            guard add(ChildChangesExpansion.changesName(expansion.child), { expansion.changesInput() }) else {
                continue
            }
            if expansion.changes.contains(.create) { requestCreate(of: expansion.child) }
            if expansion.changes.contains(.update) {
                let children = childChanges(of: expansion.child.target)
                add(ChildChangesExpansion.updateName(expansion.child)) { expansion.updateInput(children: children) }
                pending += children
            }
            if expansion.changes.contains(.delete), expansion.hasKeyInput {
                add(ChildChangesExpansion.keyName(expansion.child)) { expansion.keyInput() }
            }
        }
    }

    func childChanges(of table: AuthoredTable) -> [ChildChangesExpansion] {
        mapping.changes(of: table).map { ChildChangesExpansion(child: $0.child, changes: $0.changes) }
    }
}
