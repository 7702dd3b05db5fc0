// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// What is extended is defined, as the same kind of type. Specification: "Type Extensions".
struct PossibleTypeExtensionsRule: SDLRule {
    static let name = "PossibleTypeExtensions"
    private let context: SDLRuleContext

    init(_ context: SDLRuleContext) {
        self.context = context
    }

    mutating func enter(_ definition: Definition, faults: inout FaultCollector) {
        guard case .typeExtension(let type) = definition else { return }
        let name = type.name.value
        if let extended = context.sdl.types[name] {
            guard extended.node.kind.name != type.kind.name else { return }
            faults.report(
                "Cannot extend non-\(type.kind.name) type \"\(name)\".",
                at: [Place(document: extended.document, range: extended.node.range), faults.place(type.range)],
                by: Self.name)
        } else {
            let suggestion = faults.limited(context.suggestions, names: context.sdl.typeNames.count)
                .didYouMean(name, among: context.sdl.typeNames)
            faults.report(
                "Cannot extend type \"\(name)\" because it is not defined.\(suggestion)", at: type.name.range,
                by: Self.name)
        }
    }
}

extension TypeDefinition.Kind {
    /// The kind as messages name it.
    fileprivate var name: String {
        switch self {
        case .scalar: "scalar"
        case .object: "object"
        case .interface: "interface"
        case .union: "union"
        case .enum: "enum"
        case .inputObject: "input object"
        }
    }
}
