// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive or a field is given each argument once. Specification: "Argument Uniqueness".
struct UniqueArgumentNamesRule: SDLRule {
    static let name = "UniqueArgumentNames"

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ directive: Directive, at location: DirectiveLocation, faults: inout FaultCollector) {
        check(directive.arguments, faults: &faults)
    }

    mutating func enter(_ field: Field, faults: inout FaultCollector) {
        check(field.arguments, faults: &faults)
    }

    private func check(_ arguments: [Argument], faults: inout FaultCollector) {
        for group in repeatedNames(arguments.map(\.name)) {
            faults.report(
                "There can be only one argument named \"\(group.name)\".", at: group.ranges.map(faults.place),
                by: Self.name)
        }
    }
}
