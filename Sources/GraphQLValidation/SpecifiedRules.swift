// SPDX-License-Identifier: Apache-2.0

/// The rules that a document is validated by.
enum SpecifiedRules {
    /// Every rule for executable documents, in the order in which several reports about one node are given.
    static func all() -> [any ValidationRule] {
        [
            ExecutableDefinitionsRule(),
            KnownOperationTypesRule(),
            UniqueOperationNamesRule(),
            LoneAnonymousOperationRule(),
            SingleFieldSubscriptionsRule(),
            KnownTypeNamesRule(),
            FragmentsOnCompositeTypesRule(),
            VariablesAreInputTypesRule(),
            ScalarLeafsRule(),
            FieldsOnCorrectTypeRule(),
            UniqueFragmentNamesRule(),
            KnownFragmentNamesRule(),
            NoUnusedFragmentsRule(),
            PossibleFragmentSpreadsRule(),
            NoFragmentCyclesRule(),
            UniqueVariableNamesRule(),
            NoUndefinedVariablesRule(),
            NoUnusedVariablesRule(),
            KnownDirectivesRule(),
            UniqueDirectivesPerLocationRule(),
            KnownArgumentNamesRule(),
            UniqueArgumentNamesRule(),
            ValuesOfCorrectTypeRule(),
            ProvidedRequiredArgumentsRule(),
            VariablesInAllowedPositionRule(),
            OverlappingFieldsCanBeMergedRule(),
            UniqueInputFieldNamesRule(),
            MaxIntrospectionDepthRule(),
        ]
    }

    /// For each kind of node, by its raw value, the positions of the rules that are interested in it.
    static let interested: [[Int]] = {
        let rules = all()
        return NodeKind.allCases.map { kind in
            rules.indices.filter { type(of: rules[$0]).interests.contains(kind) }
        }
    }()
}
