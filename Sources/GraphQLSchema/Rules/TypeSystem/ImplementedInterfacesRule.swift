// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// What a type implements are interfaces, each once, with all that they implement, and never itself.
/// Specification: "IsValidImplementation", "Interfaces Implementing Interfaces".
struct ImplementedInterfacesRule: SchemaRule {
    private let context: SchemaRuleContext
    /// The interfaces of the type that is being visited: those met, and all.
    private var met: Set<String> = []
    private var declared: Set<String> = []

    init(_ context: SchemaRuleContext) {
        self.context = context
    }

    mutating func enter(_ type: TypeParts, faults: inout FaultCollector) {
        met = []
        declared = Set(type.interfaces.map(\.node.name.value))
    }

    mutating func check(_ interface: NamedTypeReference, of type: TypeParts, faults: inout FaultCollector) {
        let name = interface.name.value
        guard case .interface(let implemented)? = context.schema.type(named: name) else {
            faults.report(
                "Type \(type.name) must only implement Interface types, it cannot implement \(name).",
                at: type.mentions(ofInterface: name), by: Self.name)
            return
        }
        if name == type.name {
            faults.report(
                "Type \(type.name) cannot implement itself because it would create a circular reference.",
                at: type.mentions(ofInterface: name), by: Self.name)
            return
        }
        guard met.insert(name).inserted else {
            faults.report(
                "Type \(type.name) can only implement \(name) once.", at: type.mentions(ofInterface: name),
                by: Self.name)
            return
        }
        for ancestor in implemented.interfaces where !declared.contains(ancestor) {
            let inherited = context.parts.type(named: name)?.mentions(ofInterface: ancestor) ?? []
            faults.report(
                ancestor == type.name
                    ? "Type \(type.name) cannot implement \(name) because it would create a circular reference."
                    : "Type \(type.name) must implement \(ancestor) because it is implemented by \(name).",
                at: inherited + type.mentions(ofInterface: name), by: Self.name)
        }
    }
}

extension TypeParts {
    /// The places at which the type says that it implements an interface.
    fileprivate func mentions(ofInterface name: String) -> [Place] {
        interfaces.compactMap {
            $0.node.name.value == name ? Place(document: $0.document, range: $0.node.range) : nil
        }
    }
}
