// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

/// Removes a row of a table, makes it again with the values it had, and changes it to them.
struct OddRoundTrip {
    let mapping: Mapping
    let table: OddTable

    private var typeName: String { table.table.typeName }

    private func field(_ kind: AuthoredMutationField.Kind) -> String? {
        guard let root = mapping.schema.mutationTypeName, case .object(let type)? = mapping.schema.type(named: root)
        else {
            return nil
        }
        return type.fields.map(\.name).first {
            mapping.mutationFields[$0]?.targetType == typeName && mapping.mutationFields[$0]?.kind == kind
        }
    }

    var canMakeRows: Bool { field(.insert) != nil && field(.delete) != nil }

    var selection: String { table.columns.map(\.name).joined(separator: " ") }

    /// Columns that inputs have and rows do not show.
    var hiddenColumns: [(name: String, column: MappedColumn)] {
        let shown = Set(table.columns.map(\.name))
        return inputFields("CreateInput").compactMap { field in
            guard !shown.contains(field.name), case .column(let column)? = table.table.fields[field.name] else {
                return nil
            }
            return (field.name, column)
        }
    }

    private func inputFields(_ suffix: String) -> [InputValueType] {
        guard case .inputObject(let type)? = mapping.schema.type(named: typeName + suffix) else { return [] }
        return type.fields
    }

    private func key(of row: JSON) -> String {
        (table.table.writing?.keyFields ?? []).compactMap { key in
            row[key.name].map { value in
                guard case .enumeration = key.column.scalar else { return "\(key.name): \(value.text)" }
                return "\(key.name): \(value.stringValue ?? "")"
            }
        }.joined(separator: ", ")
    }

    private var payload: String { "{ affectedCount row: \(lowerCamel(typeName)) { \(selection) } }" }

    func removal(of row: JSON) -> String {
        "mutation { done: \(field(.delete) ?? "")(\(key(of: row))) \(payload) }"
    }

    var creation: String {
        "mutation ($input: \(typeName)CreateInput!) { done: \(field(.insert) ?? "")(input: $input) \(payload) }"
    }

    func input(from row: JSON, hidden: [String: String]) -> JSON {
        .object(
            inputFields("CreateInput").compactMap { field in
                guard let value = row[field.name] ?? hidden[field.name].map(JSON.string) else { return nil }
                return JSONMember(name: field.name, value: value)
            })
    }

    /// Nil where nothing of the row can be changed.
    func change(of row: JSON, by input: JSON) -> (operation: String, input: JSON)? {
        guard let name = field(.update) else { return nil }
        let names = Set(inputFields("UpdateInput").map(\.name))
        let members = (input.members ?? []).filter { names.contains($0.name) }
        guard !members.isEmpty else { return nil }
        return (
            "mutation ($input: \(typeName)UpdateInput!) { done: \(name)(\(key(of: row)), input: $input) \(payload) }",
            .object(members)
        )
    }

    func affected(_ answer: JSON) -> String? { answer["data"]?["done"]?["affectedCount"]?.text }

    func row(_ answer: JSON) -> JSON? { answer["data"]?["done"]?["row"] }

    private func lowerCamel(_ name: String) -> String {
        guard let first = name.unicodeScalars.first, ("A"..."Z").contains(first) else { return name }
        return first.description.lowercased() + name.dropFirst()
    }
}
