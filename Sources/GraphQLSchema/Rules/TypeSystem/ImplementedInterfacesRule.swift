// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// What a type implements are interfaces, each once, with all that they implement, and never itself.
/// Specification: "IsValidImplementation", "Interfaces Implementing Interfaces".
struct ImplementedInterfacesRule: SchemaRule {
    private let context: SchemaRuleContext
    /// The interfaces of the type that is being visited: those met, and the places of all.
    private var met: Set<String> = []
    private var mentions: [String: [Place]] = [:]

    init(_ context: SchemaRuleContext) {
        self.context = context
    }

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        met = []
        mentions = type.interfaceMentions
    }

    mutating func check(_ interface: NamedTypeReference, of type: TypeParts, faults: inout FaultCollector) {
        let name = interface.name.value
        guard case .interface(let implemented)? = context.schema.type(named: name) else {
            faults.report(
                "Type \(type.name) must only implement Interface types, it cannot implement \(name).",
                at: mentions[name] ?? [], by: Self.name)
            return
        }
        if name == type.name {
            faults.report(
                "Type \(type.name) cannot implement itself because it would create a circular reference.",
                at: mentions[name] ?? [], by: Self.name)
            return
        }
        guard met.insert(name).inserted else {
            faults.report(
                "Type \(type.name) can only implement \(name) once.", at: mentions[name] ?? [],
                by: Self.name)
            return
        }
        for ancestor in implemented.interfaces where mentions[ancestor] == nil {
            let inherited = context.parts.type(named: name)?.interfaceMentions[ancestor] ?? []
            faults.report(
                ancestor == type.name
                    ? "Type \(type.name) cannot implement \(name) because it would create a circular reference."
                    : "Type \(type.name) must implement \(ancestor) because it is implemented by \(name).",
                at: inherited + (mentions[name] ?? []), by: Self.name)
        }
    }
}

extension TypeParts {
    /// The places at which the type says that it implements each interface.
    fileprivate var interfaceMentions: [String: [Place]] {
        Dictionary(grouping: interfaces, by: \.node.name.value).mapValues { $0.map { $0.place($0.node.range) } }
    }
}
