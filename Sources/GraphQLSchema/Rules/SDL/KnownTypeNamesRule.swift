// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Every type that is mentioned is defined or built in. Specification: "Type System", "Types".
struct KnownTypeNamesRule: SDLRule {
    static let name = "KnownTypeNamesRule"
    private let context: SDLRuleContext

    init(_ context: SDLRuleContext) {
        self.context = context
    }

    mutating func enter(_ type: NamedTypeReference, faults: inout FaultCollector) {
        let name = type.name.value
        guard context.sdl.types[name] == nil, BuiltInTypes.byName[name] == nil else { return }
        let suggestion =
            faults.takesSuggestions
            ? context.suggestions.didYouMean(name, among: BuiltInTypes.all.map(\.name) + context.sdl.typeNames) : ""
        faults.report("Unknown type \"\(name)\".\(suggestion)", at: type.range, by: Self.name)
    }
}
