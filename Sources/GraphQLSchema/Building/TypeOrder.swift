// SPDX-License-Identifier: Apache-2.0

/// The types of a schema in the order in which introspection lists them: the defined ones as they are defined, and
/// before the next of them each built-in type that is met for the first time.
///
/// The reference implementation walks the graph of types depth first, but does not enter a defined type before its
/// turn; so what it finds by walking are built-in types only.
func typesInOrder(_ defined: [NamedType], roots: [String], directives: [DirectiveType]) -> [NamedType] {
    var order: [NamedType] = []
    var met = Set(defined.map(\.name))
    var listed: Set<String> = []

    func meet(_ name: String) {
        var pending = [name]
        while let name = pending.popLast() {
            guard let type = BuiltInTypes.byName[name], met.insert(name).inserted else { continue }
            order.append(type)
            pending += type.references.reversed()
        }
    }

    for type in defined where listed.insert(type.name).inserted {
        order.append(type)
        type.references.forEach(meet)
    }
    roots.forEach(meet)
    for directive in directives { directive.arguments.map(\.type.namedType).forEach(meet) }
    meet("__Schema")
    return order
}

extension NamedType {
    /// The names of the types that it refers to, in the order of the reference implementation's walk.
    fileprivate var references: [String] {
        switch self {
        case .scalar, .enum: []
        case .object(let type): type.interfaces + type.fields.flatMap(\.references)
        case .interface(let type): type.interfaces + type.fields.flatMap(\.references)
        case .union(let type): type.memberTypes
        case .inputObject(let type): type.fields.map(\.type.namedType)
        }
    }
}

extension FieldType {
    fileprivate var references: [String] { [type.namedType] + arguments.map(\.type.namedType) }
}
