// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The arguments of `@deprecated` and `@specifiedBy` are strings. The schema itself holds what these say, so they are
/// checked although the arguments of other directives are left to those who define them.
/// Specification: "@deprecated", "@specifiedBy".
struct BuiltInDirectiveValuesRule: SchemaRule {
    init(_ context: SchemaRuleContext) {}

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        guard case .scalar = type.definition.node.kind else { return }
        for part in type.all {
            faults.document = part.document
            check(.specifiedBy, in: part.node.directives, faults: &faults)
        }
        faults.document = type.definition.document
    }

    mutating func check(_ field: FieldDefinition, of type: TypeParts, faults: inout FaultCollector) {
        check(.deprecated, in: field.directives, faults: &faults)
    }

    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {
        check(.deprecated, in: input.directives, faults: &faults)
    }

    mutating func check(_ value: EnumValueDefinition, of type: TypeParts, faults: inout FaultCollector) {
        check(.deprecated, in: value.directives, faults: &faults)
    }

    private func check(_ builtIn: BuiltInDirective, in directives: [Directive], faults: inout FaultCollector) {
        guard let directive = directives.application(of: builtIn) else { return }
        for definition in builtIn.type.arguments {
            let name = definition.name
            guard let argument = directive.arguments.first(where: { $0.name.value == name }) else {
                // Only where the SDL itself defines the directive, without this argument.
                if definition.isRequired {
                    faults.report(
                        "Argument \"\(name)\" of required type \"\(definition.type)\" was not provided.",
                        at: directive.range, by: Self.name)
                }
                continue
            }
            switch argument.value {
            case .string:
                break
            case .null where definition.type.isNonNull:
                faults.report(
                    "Argument \"\(name)\" of non-null type \"\(definition.type)\" must not be null.",
                    at: argument.value.range, by: Self.name)
            case .null:
                break
            case .variable, .int, .float, .boolean, .enum, .list, .object:
                faults.report(
                    "Argument \"\(name)\" has invalid value \(Printer.print(argument.value)).",
                    at: argument.value.range, by: Self.name)
            }
        }
    }
}
