// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The payloads and inputs of fields that write.
struct MutationExpansion {
    /// `TrainingSessionPayload`.
    static func payload(_ typeName: String) -> TypeDefinition {
        objectDefinition(
            payloadName(typeName), "What became of a write of one \(typeName).",
            [
                field("affectedCount", nonNull(named("Int")), "How many rows were written."),
                field(rowFieldName(typeName), nonNull(named(typeName)), "The row; a deleted one as it was."),
            ])
    }

    /// `TrainingSessionListPayload`.
    static func listPayload(_ typeName: String) -> TypeDefinition {
        objectDefinition(
            listPayloadName(typeName), "What became of a write of many \(typeName) rows.",
            [
                field("affectedCount", nonNull(named("Int")), "How many rows were written."),
                field("nodes", nonNull(list(of: typeName)), "The rows; deleted ones as they were."),
            ])
    }

    /// The input that makes a row: the type's own, or that of a child whose parent is known.
    static func create(
        _ name: String, of table: AuthoredTable, _ columns: [AuthoredField], children: [AuthoredChild]
    ) -> TypeDefinition {
        let nested = children.map { child in
            input(
                child.field.name, list(of: createName(child.target.typeName, without: child.parentName)),
                "Rows to be made with it.")
        }
        return inputDefinition(
            name, "A new row of \(table.typeName). What is left out gets the database's default.",
            columns.map { field in
                let isRequired = (field.column?.isNonNull ?? false) && !(field.column?.hasDefault ?? false)
                return input(field.name, type(of: field, isRequired: isRequired), field.description)
            } + nested)
    }

    /// `TrainingSessionUpdateInput`: what is absent stays, null becomes NULL.
    static func update(_ table: AuthoredTable, children: [ChildChangesExpansion]) -> TypeDefinition {
        inputDefinition(
            updateName(table.typeName), "Changes of a row of \(table.typeName). What is left out stays as it is.",
            table.updateFields.map { input($0.name, updateType(of: $0), $0.description) } + children.map(\.field))
    }

    /// The type of a field that may be left out.
    static func updateType(of field: AuthoredField) -> TypeReference { type(of: field, isRequired: false) }

    private static func type(of field: AuthoredField, isRequired: Bool) -> TypeReference {
        guard let column = field.column else { return named("ID") }
        let item = named(column.scalar.typeName)
        let type: TypeReference =
            column.isList ? .list(column.hasNonNullItems ? nonNull(item) : item, range: .none) : item
        return isRequired ? nonNull(type) : type
    }

    /// The arguments of a field that writes, after the key's.
    static func arguments(
        of kind: AuthoredMutationField.Kind, _ table: AuthoredTable
    ) -> [InputValueDefinition] {
        let filter = input(
            "where", nonNull(named(FilterExpansion.filterName(table.typeName))), "Which rows; may not be empty.")
        let atMost = input("atMost", nonNull(named("Int")), "If more rows fit, none is written.")
        let changes = input("input", nonNull(named(updateName(table.typeName))), "What to change.")
        let version = table.versionField?.column.map { column in
            input(
                "ifVersion", named(column.scalar.typeName),
                "Only if the row still has this version; else `CONFLICT`.")
        }
        switch kind {
        case .insert, .upsert:
            return [input("input", nonNull(named(createName(table.typeName))), "The row.")]
        case .insertMany:
            return [input("input", nonNull(list(of: createName(table.typeName))), "The rows.")]
        case .update: return [changes] + (version.map { [$0] } ?? [])
        case .updateMany: return [filter, changes, atMost]
        case .delete: return version.map { [$0] } ?? []
        case .deleteMany: return [filter, atMost]
        }
    }

    static func payloadName(_ typeName: String) -> String { typeName + "Payload" }

    static func listPayloadName(_ typeName: String) -> String { typeName + "ListPayload" }

    static func createName(_ typeName: String) -> String { typeName + "CreateInput" }

    static func createName(_ typeName: String, without parent: String) -> String {
        "\(typeName)CreateWithout\(parent)Input"
    }

    static func updateName(_ typeName: String) -> String { typeName + "UpdateInput" }

    /// `trainingSession`: the payload's field that holds the row.
    static func rowFieldName(_ typeName: String) -> String {
        guard let first = typeName.utf8.first, (65...90).contains(first) else { return typeName }
        return String(decoding: [first + 32] + typeName.utf8.dropFirst(), as: UTF8.self)
    }
}
