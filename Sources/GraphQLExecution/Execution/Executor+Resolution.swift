// SPDX-License-Identifier: Apache-2.0

package import GraphQLSchema
package import JSON

extension Executor {
    /// The value of a field of an object. Specification: `ResolveFieldValue`, "Schema Introspection".
    ///
    /// The default resolver takes the member of the field's name; an absent one is null. In place of a value,
    /// `{"__args": true}` stands for the field's arguments.
    func resolve(
        _ field: FieldType, on type: ObjectType, source: ResolvedValue, arguments: [SourcedArgument]
    ) -> ResolvedValue {
        switch (field.name, source) {
        case ("__typename", _): return .json(.string(type.name))
        case ("__schema", _): return .introspection(.schema)
        case ("__type", _):
            guard case .string(let name) = arguments.first?.value.value, schema.type(named: name) != nil else {
                return .null
            }
            return .introspection(.type(.named(name)))
        case (let name, .introspection(let node)):
            return IntrospectionResolver(schema: schema).value(of: name, in: node, arguments: arguments)
        case (let name, .json(let json)):
            guard let value = json[name] else { return .null }
            return .json(value == Self.argumentsMark ? echo(arguments, as: field.type) : value)
        case (_, .list), (_, .failure): return .null
        }
    }

    private static let argumentsMark = JSON.object([JSONMember(name: "__args", value: .boolean(true))])

    /// The arguments as JSON: as its text where the field is a string.
    private func echo(_ arguments: [SourcedArgument], as type: TypeRef) -> JSON {
        let json = JSON.object(arguments.map { JSONMember(name: $0.name, value: JSON($0.value.value)) })
        return type.nullable == .named(BuiltInScalar.string.rawValue) ? .string(json.text) : json
    }
}

extension JSON {
    /// A coerced input as JSON says it.
    package init(_ value: InputValue) {
        switch value {
        case .null: self = .null
        case .int(let integer): self = JSON(Int(integer))
        case .float(let number): self = .number(NumberText.text(for: number))
        case .string(let string), .enum(let string): self = .string(string)
        case .boolean(let boolean): self = .boolean(boolean)
        case .number(let text): self = JSON(numberText: text) ?? .string(text)
        case .list(let items): self = .array(items.map { JSON($0) })
        case .object(let fields):
            self = .object(fields.map { JSONMember(name: $0.name, value: JSON($0.value)) })
        }
    }
}
