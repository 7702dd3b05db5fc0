// SPDX-License-Identifier: Apache-2.0

/// Every rule about the type system, in the order in which the reference implementation makes its checks.
let specifiedSchemaRules: [any SchemaRule.Type] = [
    RootTypesRule.self,
    ReservedNamesRule.self,
    DirectiveLocationsRule.self,
    NonEmptyTypesRule.self,
    OutputTypesRule.self,
    InputTypesRule.self,
    DeprecatedRequiredInputsRule.self,
    BuiltInDirectiveValuesRule.self,
    DefaultValuesRule.self,
    OneOfInputFieldsRule.self,
    ImplementedInterfacesRule.self,
    InterfaceFieldsRule.self,
    UnionMembersRule.self,
    InputObjectCyclesRule.self,
    DefaultValueCyclesRule.self,
]

/// Rules of the September 2025 edition that the reference implementation's current major version does not have. They
/// are applied to schemas in which the others find nothing, so that what it reports is reported as it does.
let editionSchemaRules: [any SchemaRule.Type] = [
    DistinctRootTypesRule.self,
    DirectiveCyclesRule.self,
    DeprecatedImplementationsRule.self,
]
