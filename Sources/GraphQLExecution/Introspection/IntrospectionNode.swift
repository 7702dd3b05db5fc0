// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// A part of the schema as introspection walks it. Specification: "Schema Introspection".
enum IntrospectionNode {
    /// `__Schema`
    case schema
    /// `__Type`
    case type(TypeRef)
    /// `__Field`
    case field(FieldType)
    /// `__InputValue`
    case inputValue(InputValueType)
    /// `__EnumValue`
    case enumValue(EnumValueType)
    /// `__Directive`
    case directive(DirectiveType)
}
