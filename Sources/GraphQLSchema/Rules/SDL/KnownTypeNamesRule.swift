// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Every type that is mentioned is defined or built in. Specification: "Type System", "Types".
struct KnownTypeNamesRule: SDLRule {
    static let name = "KnownTypeNames"
    private let context: SDLRuleContext

    init(_ context: SDLRuleContext) {
        self.context = context
    }

    mutating func enter(_ type: NamedTypeReference, in part: DocumentPart, faults: inout FaultCollector) {
        let name = type.name.value
        if context.sdl.types[name] != nil { return }
        // The reference implementation takes built-in types for known only where the type system mentions them.
        let builtIn: [String]
        switch part {
        case .typeSystem:
            if BuiltInTypes.byName[name] != nil { return }
            builtIn = BuiltInTypes.all.map(\.name)
        case .executable:
            builtIn = []
        }
        let suggestion = faults.limited(context.suggestions, names: context.sdl.typeNames.count)
            .didYouMean(name, among: builtIn + context.sdl.typeNames)
        faults.report("Unknown type \"\(name)\".\(suggestion)", at: type.range, by: Self.name)
    }
}
