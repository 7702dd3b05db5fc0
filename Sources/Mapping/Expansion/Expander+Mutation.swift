// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

extension Expander {
    /// Gives a field that writes its arguments and its payload.
    mutating func expandMutationField(_ field: FieldDefinition) -> FieldDefinition {
        var field = field
        field.directives = withoutMapping(field.directives)
        guard let root = mapping.mutationField(named: field.name.value),
            let table = mapping.table(forType: root.targetType)
        else { return field }
        field.arguments = arguments(of: root, table)
        let name = table.typeName
        if root.kind.isMany {
            add(MutationExpansion.listPayloadName(name)) { MutationExpansion.listPayload(name) }
            field.type = nonNull(named(MutationExpansion.listPayloadName(name)))
        } else {
            add(MutationExpansion.payloadName(name)) { MutationExpansion.payload(name) }
            field.type = nonNull(named(MutationExpansion.payloadName(name)))
        }
        return field
    }

    private mutating func arguments(
        of root: AuthoredMutationField, _ table: AuthoredTable
    ) -> [InputValueDefinition] {
        let own = MutationExpansion.arguments(of: root.kind, table)
        switch root.kind {
        case .insert, .insertMany, .upsert:
            requestCreate(table, root: root)
            return own
        case .update:
            requestUpdate(table, root: root)
            return keyArguments(of: table, place: place(of: root), origin: root.origin) + own
        case .updateMany:
            requestUpdate(table, root: root)
            requestFilter(table.typeName)
            return own
        case .delete:
            return keyArguments(of: table, place: place(of: root), origin: root.origin) + own
        case .deleteMany:
            requestFilter(table.typeName)
            return own
        }
    }

    private func place(of root: AuthoredMutationField) -> String { "\(mapping.mutationTypeName).\(root.name)" }

    /// The create input with those of the children that it may hold. Iterative, since children may be their own.
    private mutating func requestCreate(_ table: AuthoredTable, root: AuthoredMutationField) {
        let children = mapping.children(of: table)
        guard !table.createFields.isEmpty || !children.isEmpty else {
            nothingToWrite(table, root: root)
            return
        }
        add(MutationExpansion.createName(table.typeName)) {
            MutationExpansion.create(
                MutationExpansion.createName(table.typeName), of: table, table.createFields, children: children)
        }
        for child in children { requestCreate(of: child) }
    }

    /// The create input of a child with those of its own children.
    mutating func requestCreate(of child: AuthoredChild) {
        var pending = [child]
        while let child = pending.popLast() {
            let name = MutationExpansion.createName(child.target.typeName, without: child.parentName)
            let grandchildren = mapping.children(of: child.target)
            let isNew = add(name) {
                MutationExpansion.create(name, of: child.target, child.createFields, children: grandchildren)
            }
            if isNew { pending += grandchildren }
        }
    }

    private mutating func requestUpdate(_ table: AuthoredTable, root: AuthoredMutationField) {
        guard !table.updateFields.isEmpty else {
            nothingToWrite(table, root: root)
            return
        }
        let children = childChanges(of: table)
        add(MutationExpansion.updateName(table.typeName)) { MutationExpansion.update(table, children: children) }
        requestChanges(of: table)
    }

    private mutating func nothingToWrite(_ table: AuthoredTable, root: AuthoredMutationField) {
        faults.append(
            MappingFault(
                "Field '\(place(of: root))': no column of type '\(table.typeName)' may be written.",
                hint: "Take @readOnly off the fields that may be, or leave the field out.", at: root.origin))
    }
}
