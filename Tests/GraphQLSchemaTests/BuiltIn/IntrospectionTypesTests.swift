// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

struct IntrospectionTypesTests {
    @Test(arguments: [
        (
            "__Schema",
            """
            description: String
            types: [__Type!]!
            queryType: __Type!
            mutationType: __Type
            subscriptionType: __Type
            directives: [__Directive!]!
            """
        ),
        (
            "__Type",
            """
            kind: __TypeKind!
            name: String
            description: String
            specifiedByURL: String
            fields(includeDeprecated: Boolean = false): [__Field!]
            interfaces: [__Type!]
            possibleTypes: [__Type!]
            enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
            inputFields(includeDeprecated: Boolean = false): [__InputValue!]
            ofType: __Type
            isOneOf: Boolean
            """
        ),
        (
            "__Field",
            """
            name: String!
            description: String
            args(includeDeprecated: Boolean = false): [__InputValue!]!
            type: __Type!
            isDeprecated: Boolean!
            deprecationReason: String
            """
        ),
        (
            "__InputValue",
            """
            name: String!
            description: String
            type: __Type!
            defaultValue: String
            isDeprecated: Boolean!
            deprecationReason: String
            """
        ),
        (
            "__EnumValue",
            """
            name: String!
            description: String
            isDeprecated: Boolean!
            deprecationReason: String
            """
        ),
        (
            "__Directive",
            """
            name: String!
            description: String
            isRepeatable: Boolean!
            locations: [__DirectiveLocation!]!
            args(includeDeprecated: Boolean = false): [__InputValue!]!
            """
        ),
    ])
    func `a type has the fields of the specification`(_ name: String, _ fields: String) throws {
        guard case .object(let type)? = try schema("type Query { q: Int }").type(named: name) else {
            Issue.record("\(name) is no object type")
            return
        }
        let found = type.fields.map { field in
            let arguments = field.arguments.map { argument in
                "\(argument.name): \(argument.type) = \(argument.defaultValue.map { Printer.print($0) } ?? "")"
            }
            return field.name + (arguments.isEmpty ? "" : "(\(arguments.joined()))") + ": \(field.type)"
        }
        #expect(found.joined(separator: "\n") == fields)
    }

    @Test(arguments: [
        ("__TypeKind", ["SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"]),
        ("__DirectiveLocation", DirectiveLocation.allCases.map(\.rawValue)),
    ])
    func `an enum has the values of the specification`(_ name: String, _ values: [String]) throws {
        guard case .enum(let type)? = try schema("type Query { q: Int }").type(named: name) else {
            Issue.record("\(name) is no enum")
            return
        }
        #expect(type.values.map(\.name) == values)
        #expect(type.values.allSatisfy { $0.description != nil })
    }
}
