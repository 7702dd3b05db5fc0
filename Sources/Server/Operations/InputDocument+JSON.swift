// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

extension InputDocument {
    /// The JSON that a function gets of a coerced value: enums by their stored texts, and for a composite type the
    /// members by their columns' names.
    func json(of value: InputValue) -> JSON { json(of: value, as: root) }

    private func json(of value: InputValue, as kind: AuthoredArgument.Kind) -> JSON {
        switch (value, kind) {
        case (.list(let items), _):
            return .array(items.map { json(of: $0, as: kind) })
        case (.object(let fields), .input(let typeName)):
            return .object(
                fields.map { field in
                    let member = types.kind(of: field.name, in: typeName) ?? .scalar(.json)
                    return JSONMember(
                        name: namesColumns ? snakeCase(field.name) : field.name,
                        value: json(of: field.value, as: member))
                })
        case (.enum(let name), .scalar(.enumeration(let enumName))):
            return .string(types.storedText(of: name, in: enumName) ?? name)
        default:
            return ParameterText.json(value)
        }
    }
}
