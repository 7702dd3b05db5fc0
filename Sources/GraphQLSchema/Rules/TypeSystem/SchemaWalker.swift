// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Visits the parts of a schema in the reference implementation's order and calls the rules at each.
struct SchemaWalker {
    private var rules: [any SchemaRule]
    private var faults: FaultCollector
    private let context: SchemaRuleContext

    static func walk(
        _ context: SchemaRuleContext, rules: [any SchemaRule.Type], faults: inout FaultCollector
    ) {
        var walker = SchemaWalker(rules: rules.map { $0.init(context) }, faults: faults, context: context)
        walker.visitAll()
        faults = walker.faults
    }

    private mutating func visitAll() {
        call { $0.checkSchema(faults: &$1) }
        for directive in context.parts.directives {
            faults.document = directive.document
            call { $0.check(directive.node, faults: &$1) }
            for argument in directive.node.arguments {
                call { $0.check(argument, of: .directive(directive.node.name.value), faults: &$1) }
            }
        }
        // A definition of a built-in type has no effect, so nothing can be wrong with it.
        for type in context.parts.types where BuiltInTypes.byName[type.name] == nil {
            if faults.isFull { return }
            visit(type)
        }
    }

    private mutating func visit(_ type: TypeParts) {
        faults.document = type.definition.document
        call { $0.enter(type, faults: &$1) }
        switch context.schema.type(named: type.name) {
        case .object, .interface:
            for field in type.fields {
                faults.document = field.document
                visit(field.node, of: type)
            }
            for interface in type.interfaces {
                faults.document = interface.document
                call { $0.check(interface.node, of: type, faults: &$1) }
            }
        case .union:
            for member in type.members {
                faults.document = member.document
                call { $0.check(member.node, ofUnion: type, faults: &$1) }
            }
        case .enum:
            for value in type.values {
                faults.document = value.document
                call { $0.check(value.node, of: type, faults: &$1) }
            }
        case .inputObject(let inputObject):
            for field in type.inputFields {
                faults.document = field.document
                call { $0.check(field.node, of: .inputObject(inputObject), faults: &$1) }
            }
        case .scalar, nil:
            break
        }
        faults.document = type.definition.document
        call { $0.leave(type, faults: &$1) }
    }

    private mutating func visit(_ field: FieldDefinition, of type: TypeParts) {
        call { $0.check(field, of: type, faults: &$1) }
        let owner = InputValueOwner.field(type: type.name, field: field.name.value)
        for argument in field.arguments { call { $0.check(argument, of: owner, faults: &$1) } }
    }

    private mutating func call(_ body: (inout any SchemaRule, inout FaultCollector) -> Void) {
        if faults.isFull { return }
        for index in rules.indices { body(&rules[index], &faults) }
    }
}
