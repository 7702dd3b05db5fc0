// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A field that implements an interface's is deprecated only if that is too. Specification: "IsValidImplementation".
struct DeprecatedImplementationsRule: SchemaRule {
    private let context: SchemaRuleContext
    private var index: FieldIndex

    init(_ context: SchemaRuleContext) {
        self.context = context
        index = FieldIndex(context.parts)
    }

    mutating func check(_ interface: NamedTypeReference, of type: TypeParts, faults: inout FaultCollector) {
        let name = interface.name.value
        guard case .interface(let implemented)? = context.schema.type(named: name) else { return }
        for promised in implemented.fields where promised.deprecationReason == nil {
            guard let field = index.field(named: promised.name, of: type.name),
                field.node.directives.deprecationReason != nil,
                let directive = field.node.directives.application(of: .deprecated)
            else { continue }
            faults.report(
                "Interface field \(name).\(promised.name) is not deprecated, so implementation field "
                    + "\(type.name).\(promised.name) must not be deprecated.",
                at: [field.place(directive.range), field.place(field.node.type.range)], by: Self.name)
        }
    }
}
