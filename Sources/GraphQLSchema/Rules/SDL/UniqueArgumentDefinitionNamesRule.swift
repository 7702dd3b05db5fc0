// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The arguments of a field or a directive have different names.
/// Specification: "Field Arguments", "Type System Directives".
struct UniqueArgumentDefinitionNamesRule: SDLRule {
    static let name = "UniqueArgumentDefinitionNames"

    init(_ context: SDLRuleContext) {}

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        switch definition {
        case .directive(let directive):
            check(directive.arguments, of: "@\(directive.name.value)", faults: &faults)
        case .type(let type), .typeExtension(let type):
            for field in type.fields {
                check(field.arguments, of: "\(type.name.value).\(field.name.value)", faults: &faults)
            }
        case .operation, .fragment, .schema, .schemaExtension:
            break
        }
    }

    private func check(_ arguments: [InputValueDefinition], of parent: String, faults: inout FaultCollector) {
        for group in repeatedNames(arguments.map(\.name)) {
            faults.report(
                "Argument \"\(parent)(\(group.name):)\" can only be defined once.",
                at: group.ranges.map(faults.place), by: Self.name)
        }
    }
}

/// The names that stand more than once, in the order in which they appear first, with all their ranges.
func repeatedNames(_ names: [Name]) -> [(name: String, ranges: [SourceRange])] {
    guard names.count > 1 else { return [] }
    let ranges = Dictionary(grouping: names, by: \.value).mapValues { $0.map(\.range) }
    guard ranges.count < names.count else { return [] }
    var seen: Set<String> = []
    return names.compactMap { name in
        guard let all = ranges[name.value], all.count > 1, seen.insert(name.value).inserted else { return nil }
        return (name.value, all)
    }
}
