// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The members of a union are object types, each once. Specification: "Unions", "Type Validation".
struct UnionMembersRule: SchemaRule {
    private let schema: Schema
    /// The members of the union that is being visited.
    private var met: Set<String> = []

    init(_ context: SchemaRuleContext) {
        schema = context.schema
    }

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        met = []
    }

    mutating func check(_ member: NamedTypeReference, ofUnion type: TypeParts, faults: inout FaultCollector) {
        let name = member.name.value
        guard met.insert(name).inserted else {
            faults.report(
                "Union type \(type.name) can only include type \(name) once.", at: mentions(of: name, in: type),
                by: Self.name)
            return
        }
        if case .object? = schema.type(named: name) { return }
        faults.report(
            "Union type \(type.name) can only include Object types, it cannot include \(name).",
            at: mentions(of: name, in: type), by: Self.name)
    }

    private func mentions(of member: String, in type: TypeParts) -> [Place] {
        type.members.compactMap { $0.node.name.value == member ? $0.place($0.node.range) : nil }
    }
}
