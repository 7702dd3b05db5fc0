// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A field's type is an output type. Specification: "Objects", "Interfaces", "IsOutputType".
struct OutputTypesRule: SchemaRule {
    private let schema: Schema

    init(_ context: SchemaRuleContext) {
        schema = context.schema
    }

    mutating func check(_ field: FieldDefinition, of type: TypeParts, faults: inout FaultCollector) {
        guard schema.type(named: field.type.innermost.name.value)?.isOutput == false else { return }
        faults.report(
            "The type of \(type.name).\(field.name.value) must be Output Type but got: \(TypeRef(field.type)).",
            at: field.type.range, by: Self.name)
    }
}
