// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A field as a type of the author's declares it.
struct FieldDeclaration {
    private let definition: FieldDefinition
    /// The type that has the field.
    let owner: String
    let source: Source?
    let type: WrappedType

    init(_ definition: FieldDefinition, of owner: String, source: Source?) {
        self.definition = definition
        self.owner = owner
        self.source = source
        type = WrappedType(definition.type)
    }

    var name: String { definition.name.value }
    var description: String? { definition.description?.value }
    var arguments: [InputValueDefinition] { definition.arguments }
    var directives: [Directive] { definition.directives }

    /// What messages call it: `Type.field`.
    var place: String { "\(owner).\(name)" }
    var origin: Origin { Origin(source: source, range: definition.name.range) }

    func has(_ directive: String) -> Bool { definition.has(directive) }

    /// - Returns: nil where the field does not have the directive.
    func directive(_ name: String) -> DirectiveReader? { DirectiveReader(name, in: directives) }
}

extension AuthoredField {
    init(_ field: FieldDeclaration, _ kind: Kind) {
        self.init(name: field.name, kind: kind, description: field.description, origin: field.origin)
    }
}

extension MappingFault {
    /// Of a field whose arguments follow from the mapping alone.
    static func argumentsDeclared(by field: FieldDeclaration) -> MappingFault {
        MappingFault("Field '\(field.place)' may not declare arguments: the engine makes them.", at: field.origin)
    }

    /// Pages are of many rows.
    static func connectionOfOne(_ field: FieldDeclaration) -> MappingFault {
        MappingFault(
            "@connection of '\(field.place)' needs a list: [\(field.type.name)!]!.", at: field.origin)
    }

    /// An aggregate is one object, whatever it is made of.
    static func aggregateOfAList(_ field: FieldDeclaration) -> MappingFault {
        MappingFault(
            "@aggregate of '\(field.place)' answers one object, but the field is a list.",
            hint: "Write \(field.type.name).", at: field.origin)
    }
}
