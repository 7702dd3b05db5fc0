// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// What rules need to know of other definitions than the one being visited.
struct DocumentFacts {
    /// Where each fragment stands among the document's definitions; of equal names the last, as graphql-js has it.
    let fragmentIndexes: [String: Int]
    /// The fragment spreads of each definition, those of a selection set before those of its nested sets.
    let spreads: [[Spread]]
    /// Directives that the document itself defines.
    let directiveDefinitions: [String: DirectiveDefinition]
    /// Types that the document itself defines.
    let typeDefinitionNames: Set<String>
    /// The definitions that are operations.
    let operationIndexes: [Int]
    /// The variables used in each definition, as far as the traversal has come.
    var variableUsages: [VariableUsages]

    private let definitions: [Definition]
    /// The fragments that each definition spreads, each once.
    private let targets: [[Int]]

    /// A fragment spread without its directives.
    struct Spread {
        var name: String
        var range: SourceRange
    }

    init(document: Document) {
        definitions = document.definitions
        var fragmentIndexes: [String: Int] = [:]
        var spreads: [[Spread]] = []
        var directiveDefinitions: [String: DirectiveDefinition] = [:]
        var typeDefinitionNames: Set<String> = []
        var operationIndexes: [Int] = []
        for (index, definition) in document.definitions.enumerated() {
            switch definition {
            case .operation(let operation):
                operationIndexes.append(index)
                spreads.append(Self.spreads(in: operation.selectionSet))
            case .fragment(let fragment):
                fragmentIndexes[fragment.name.value] = index
                spreads.append(Self.spreads(in: fragment.selectionSet))
            case .directive(let directive):
                directiveDefinitions[directive.name.value] = directive
                spreads.append([])
            case .type(let type):
                typeDefinitionNames.insert(type.name.value)
                spreads.append([])
            case .schema, .schemaExtension, .typeExtension:
                spreads.append([])
            }
        }
        self.fragmentIndexes = fragmentIndexes
        self.spreads = spreads
        targets = spreads.map { spreads in
            var seen: Set<Int> = []
            return spreads.compactMap { fragmentIndexes[$0.name] }.filter { seen.insert($0).inserted }
        }
        self.directiveDefinitions = directiveDefinitions
        self.typeDefinitionNames = typeDefinitionNames
        self.operationIndexes = operationIndexes
        variableUsages = Array(repeating: VariableUsages(), count: document.definitions.count)
    }

    /// The fragment of that name.
    func fragment(named name: String) -> FragmentDefinition? {
        guard let index = fragmentIndexes[name], case .fragment(let fragment) = definitions[index] else { return nil }
        return fragment
    }

    /// The definitions of all fragments that the definitions at `indexes` spread, directly or through other fragments,
    /// in graphql-js's order. Each is listed once, so that cycles end.
    func fragmentsReached(from indexes: [Int]) -> [Int] {
        var reached: [Int] = []
        var isReached = Array(repeating: false, count: definitions.count)
        for index in indexes {
            var pending = [index]
            while let next = pending.popLast() {
                for target in targets[next] where !isReached[target] {
                    isReached[target] = true
                    reached.append(target)
                    pending.append(target)
                }
            }
        }
        return reached
    }

    private static func spreads(in root: SelectionSet) -> [Spread] {
        var spreads: [Spread] = []
        var pending = [root]
        while let set = pending.popLast() {
            for selection in set.selections {
                switch selection {
                case .fragmentSpread(let spread):
                    spreads.append(Spread(name: spread.name.value, range: spread.range))
                case .field(let field):
                    if let nested = field.selectionSet { pending.append(nested) }
                case .inlineFragment(let fragment):
                    pending.append(fragment.selectionSet)
                }
            }
        }
        return spreads
    }
}
