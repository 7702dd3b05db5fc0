// SPDX-License-Identifier: Apache-2.0

/// Every rule about SDL as a document, in the order of the reference implementation.
let specifiedSDLRules: [any SDLRule.Type] = [
    LoneSchemaDefinitionRule.self,
    UniqueOperationTypesRule.self,
    UniqueTypeNamesRule.self,
    UniqueEnumValueNamesRule.self,
    UniqueFieldDefinitionNamesRule.self,
    UniqueArgumentDefinitionNamesRule.self,
    UniqueDirectiveNamesRule.self,
    KnownTypeNamesRule.self,
    KnownDirectivesRule.self,
    UniqueDirectivesPerLocationRule.self,
    PossibleTypeExtensionsRule.self,
    KnownArgumentNamesOnDirectivesRule.self,
    UniqueArgumentNamesRule.self,
    UniqueInputFieldNamesRule.self,
    ProvidedRequiredArgumentsOnDirectivesRule.self,
]
