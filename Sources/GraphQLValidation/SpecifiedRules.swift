// SPDX-License-Identifier: Apache-2.0

/// Every rule for executable documents, in the order in which several reports about one node are given.
func specifiedRules() -> [any ValidationRule] {
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
