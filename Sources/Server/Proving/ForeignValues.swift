// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

/// Arguments of a mutation, made of a row that is not the caller's: its key, its values. As a decoy, of a key that nobody
/// has, and otherwise of the same.
struct ForeignValues {
    let mapping: Mapping
    let row: JSON
    /// Takes the place of every key; nil for B's own.
    let decoy: String?

    /// A literal for something that must be given; nil where nothing fits.
    func literal(_ name: String, _ type: TypeRef, of target: String) -> String? {
        switch type {
        case .nonNull(let inner): return literal(name, inner, of: target)
        case .list(let inner): return literal(name, inner, of: target).map { "[\($0)]" }
        case .named(let typeName):
            switch mapping.schema.type(named: typeName) {
            case .inputObject(let input): return object(input, of: target)
            case .enum(let type):
                return type.values.first?.name
            case .scalar, .object, .interface, .union, nil: return scalar(name, typeName, of: target)
            }
        }
    }

    private func object(_ input: InputObjectType, of target: String) -> String? {
        if input.name == target + "Filter" {
            // By B's key alone.
            guard let key = mapping.tables[target]?.orderingKey.first,
                let field = mapping.tables[target]?.fields.first(where: { entry in
                    if case .column(let column) = entry.value { return column.name == key.name }
                    return false
                })?.key, input.field(named: field) != nil, let value = scalar(field, "ID", of: target)
            else { return nil }
            return "{\(field): {eq: \(value)}}"
        }
        var members: [String] = []
        for field in input.fields where field.isRequired {
            guard let value = literal(field.name, field.type, of: target) else { return nil }
            members.append("\(field.name): \(value)")
        }
        // Something must be changed, or nothing is tried.
        if members.isEmpty, let field = input.fields.first(where: { isPlain($0.type) }),
            let value = literal(field.name, field.type, of: target)
        {
            members.append("\(field.name): \(value)")
        }
        return "{\(members.joined(separator: ", "))}"
    }

    private func isPlain(_ type: TypeRef) -> Bool {
        if case .scalar? = mapping.schema.type(named: type.namedType) { return true }
        return false
    }

    private func scalar(_ name: String, _ typeName: String, of target: String) -> String? {
        let column: MappedColumn? =
            if case .column(let column)? = mapping.tables[target]?.fields[name] { column } else { nil }
        let isKey = typeName == "ID" || column?.scalar == .id
        if isKey, let decoy { return JSON.string(decoy).text }
        if let column, let value = row[column.name].flatMap(ProofWalk.literal) {
            // The API's own spelling where a scalar is a string.
            let isText = ["ID", "String", "UUID", "Date", "DateTime", "Time", "BigInt", "Decimal"].contains(typeName)
            return isText && !value.hasPrefix("\"") ? "\"\(value)\"" : value
        }
        switch typeName {
        case "Int": return name == "atMost" ? "100" : "1"
        case "Float": return "1"
        case "Boolean": return "true"
        case "BigInt", "Decimal": return "\"1\""
        case "Date": return "\"2026-01-01\""
        case "DateTime": return "\"2026-01-01T00:00:00Z\""
        case "Time": return "\"08:00:00\""
        case "JSON": return "{}"
        case "ID", "UUID": return JSON.string(decoy ?? "0dec0000-0000-4000-8000-00000000dec1").text
        default: return "\"x\""
        }
    }
}
