// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A directive is given each argument once. Specification: "Argument Uniqueness".
struct UniqueArgumentNamesRule: SDLRule {
    static let name = "UniqueArgumentNamesRule"

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ directive: Directive, at location: DirectiveLocation, faults: inout FaultCollector) {
        for group in repeatedNames(directive.arguments.map(\.name)) {
            faults.report(
                "There can be only one argument named \"\(group.name)\".", at: group.ranges.map(faults.place),
                by: Self.name)
        }
    }
}
