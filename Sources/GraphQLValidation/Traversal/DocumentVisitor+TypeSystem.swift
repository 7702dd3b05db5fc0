// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Type system definitions, which are faults in an executable document and may have more faults inside.
extension DocumentVisitor {
    mutating func visit(_ schema: SchemaDefinition) {
        inTypeSystem { visitor in
            visitor.notify(TypeSystemNode(location: .schema, directives: schema.directives))
            visitor.visit(schema.directives, at: .schema)
            for operationType in schema.operationTypes { visitor.visit(operationType.type) }
        }
    }

    mutating func visit(_ directive: DirectiveDefinition) {
        inTypeSystem { visitor in
            for argument in directive.arguments { visitor.visit(argument, at: .argumentDefinition) }
        }
    }

    mutating func visit(_ type: TypeDefinition) {
        inTypeSystem { visitor in
            let location = DirectiveLocation(type.kind)
            visitor.notify(
                TypeSystemNode(typeName: type.name.value, location: location, directives: type.directives))
            switch type.kind {
            case .scalar:
                visitor.visit(type.directives, at: location)
            case .object(let interfaces, let fields), .interface(let interfaces, let fields):
                for interface in interfaces { visitor.visit(interface) }
                visitor.visit(type.directives, at: location)
                for field in fields { visitor.visit(field) }
            case .union(let members):
                visitor.visit(type.directives, at: location)
                for member in members { visitor.visit(member) }
            case .enum(let values):
                visitor.visit(type.directives, at: location)
                for value in values {
                    visitor.notify(TypeSystemNode(location: .enumValue, directives: value.directives))
                    visitor.visit(value.directives, at: .enumValue)
                }
            case .inputObject(let fields):
                visitor.visit(type.directives, at: location)
                for field in fields { visitor.visit(field, at: .inputFieldDefinition) }
            }
        }
    }

    private mutating func visit(_ field: FieldDefinition) {
        notify(TypeSystemNode(location: .fieldDefinition, directives: field.directives))
        for argument in field.arguments { visit(argument, at: .argumentDefinition) }
        visit(field.type)
        visit(field.directives, at: .fieldDefinition)
    }

    private mutating func visit(_ input: InputValueDefinition, at location: DirectiveLocation) {
        notify(TypeSystemNode(location: location, directives: input.directives))
        visit(input.type)
        if let value = input.defaultValue { visit(value) }
        visit(input.directives, at: location)
    }

    private mutating func notify(_ node: TypeSystemNode) {
        guard !node.directives.isEmpty else { return }
        notify(.typeSystemNode) { $0.enter(node, in: &$1) }
    }

    private mutating func inTypeSystem(_ body: (inout DocumentVisitor) -> Void) {
        context.isInTypeSystem = true
        body(&self)
        context.isInTypeSystem = false
    }
}

extension DirectiveLocation {
    /// Where the directives of a type's definition stand.
    init(_ kind: TypeDefinition.Kind) {
        switch kind {
        case .scalar: self = .scalar
        case .object: self = .object
        case .interface: self = .interface
        case .union: self = .union
        case .enum: self = .enum
        case .inputObject: self = .inputObject
        }
    }
}
