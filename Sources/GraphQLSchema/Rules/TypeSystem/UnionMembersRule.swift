// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The members of a union are object types, each once. Specification: "Unions", "Type Validation".
struct UnionMembersRule: SchemaRule {
    private let schema: Schema
    /// The members of the union that is being visited: those met, and the places of all.
    private var met: Set<String> = []
    private var mentions: [String: [Place]] = [:]

    init(_ context: SchemaRuleContext) {
        schema = context.schema
    }

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        met = []
        mentions = Dictionary(grouping: type.members, by: \.node.name.value)
            .mapValues { $0.map { $0.place($0.node.range) } }
    }

    mutating func check(_ member: NamedTypeReference, ofUnion type: TypeParts, faults: inout FaultCollector) {
        let name = member.name.value
        guard met.insert(name).inserted else {
            faults.report(
                "Union type \(type.name) can only include type \(name) once.", at: mentions[name] ?? [],
                by: Self.name)
            return
        }
        if case .object? = schema.type(named: name) { return }
        faults.report(
            "Union type \(type.name) can only include Object types, it cannot include \(name).",
            at: mentions[name] ?? [], by: Self.name)
    }
}
