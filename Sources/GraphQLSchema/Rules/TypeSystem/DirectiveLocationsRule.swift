// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive may stand somewhere, and only where the specification has a place for directives. The parser sees to
/// both; a definition made by a program may break either. Specification: "Type System Directives".
struct DirectiveLocationsRule: SchemaRule {
    init(_ context: SchemaRuleContext) {}

    mutating func check(_ directive: DirectiveDefinition, faults: inout FaultCollector) {
        if directive.locations.isEmpty {
            faults.report(
                "Directive @\(directive.name.value) must include 1 or more locations.", at: directive.range,
                by: Self.name)
        }
        for location in directive.locations where DirectiveLocation(rawValue: location.value) == nil {
            faults.report(
                "Directive @\(directive.name.value) has an unknown location \"\(location.value)\".",
                at: location.range, by: Self.name)
        }
    }
}
