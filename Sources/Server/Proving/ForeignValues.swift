// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

/// Arguments of a mutation, made of a row that is not the caller's: its key, its values. As a decoy, of a key that nobody
/// has, and otherwise of the same.
struct ForeignValues {
    let walk: ProofWalk
    let row: JSON
    /// Whether each key of B's is replaced by one that nobody has.
    let isDecoy: Bool

    private var mapping: Mapping { walk.mapping }

    /// A literal for something that must be given; nil where nothing fits.
    ///
    /// - Parameter isInput: whether it is a value of a row to be written, and not what the row is found by.
    func literal(_ name: String, _ type: TypeRef, of target: String, isInput: Bool = false) -> String? {
        switch type {
        case .nonNull(let inner): return literal(name, inner, of: target, isInput: isInput)
        case .list(let inner): return literal(name, inner, of: target, isInput: isInput).map { "[\($0)]" }
        case .named(let typeName):
            switch mapping.schema.type(named: typeName) {
            case .inputObject(let input): return object(input, of: target)
            case .enum(let type):
                return enumeration(name, of: target) ?? type.values.first?.name
            case .scalar, .object, .interface, .union, nil: return scalar(name, typeName, of: target, isInput: isInput)
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
                })?.key, input.field(named: field) != nil, let value = scalar(field, "ID", of: target, isInput: false)
            else { return nil }
            return "{\(field): {eq: \(value)}}"
        }
        var members: [String] = []
        for field in input.fields where field.isRequired {
            guard let value = literal(field.name, field.type, of: target, isInput: true) else { return nil }
            members.append("\(field.name): \(value)")
        }
        // Something must be changed, or nothing is tried.
        if members.isEmpty, let field = input.fields.first(where: { isPlain($0.type) }),
            let value = literal(field.name, field.type, of: target, isInput: true)
        {
            members.append("\(field.name): \(value)")
        }
        return "{\(members.joined(separator: ", "))}"
    }

    /// B's own value of an enum's column.
    private func enumeration(_ name: String, of target: String) -> String? {
        guard case .column(let column)? = mapping.tables[target]?.fields[name], !column.isList else { return nil }
        return row[column.name].flatMap { walk.literal($0, of: column) }
    }

    private func isPlain(_ type: TypeRef) -> Bool {
        if case .scalar? = mapping.schema.type(named: type.namedType) { return true }
        return false
    }

    private func scalar(_ name: String, _ typeName: String, of target: String, isInput: Bool) -> String? {
        let column: MappedColumn? =
            if case .column(let column)? = mapping.tables[target]?.fields[name] { column } else { nil }
        if let column, var value = row[column.name] {
            let isKey = typeName == "ID" || column.scalar == .id
            if isDecoy, isKey, !(isInput && mayBeGiven(value, for: column, of: target)) {
                value = DecoyKey(walk: walk, column: column, of: target, in: row).value(besides: value)
            }
            if let literal = ProofWalk.literal(value) {
                // The API's own spelling where a scalar is a string.
                let isText =
                    ["ID", "String", "UUID", "Date", "DateTime", "Time", "BigInt", "Decimal"].contains(typeName)
                return isText && !literal.hasPrefix("\"") ? "\"\(literal)\"" : literal
            }
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
        case "ID", "UUID": return JSON.string(isDecoy ? DecoyKey.uuid : DecoyKey.otherUUID).text
        default: return "\"x\""
        }
    }

    /// Whether A may write this value itself: a reference to a row that is everybody's or A's own, or a value that a row of
    /// A has.
    private func mayBeGiven(_ value: JSON, for column: MappedColumn, of target: String) -> Bool {
        guard let table = mapping.tables[target] else { return false }
        for case .relation(let relation) in table.fields.values where relation.through == nil {
            guard let pair = relation.join.first(where: { $0.own == column.name }) else { continue }
            if mapping.tables[relation.targetType]?.scope == .public { return true }
            if walk.own.holds([pair.foreign: value], of: relation.targetType) { return true }
        }
        return walk.own.holds([column.name: value], of: target)
    }
}
