// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON
import Testing

/// Has each wrapper and kind of type that coercion and completion tell apart.
enum TestSchema {
    static let sdl = """
        type Query {
          string: String, stringRequired: String!, int: Int, float: Float, boolean: Boolean, id: ID, color: Color
          colors: [Color!], blob: Blob
          list: [String], listRequired: [String]!, items: [String!], itemsRequired: [String!]!, nested: [[Int!]!]!
          node: Node, nodeRequired: Node!, nodes: [Node], nodesRequired: [Node!]!
          pet: Pet, pets: [Pet!], any: Any
          echo(
            int: Int, required: Int! = 3, float: Float, string: String, id: ID, color: Color, list: [Int], lists: [[Int]]
            input: Input, choice: Choice, blob: Blob, moment: DateTime
          ): Blob
          needs(int: Int!, input: Input): Blob
          echoText(int: Int): String
        }
        type Mutation { first: Int, second: Int!, third: Int }
        type Node { name: String, nameRequired: String!, child: Node, childRequired: Node!, children: [Node!] }
        interface Pet { name: String! }
        type Dog implements Pet { name: String!, barks: Boolean }
        type Cat implements Pet { name: String!, meows: Boolean }
        type Rock { weight: Float }
        union Any = Dog | Node
        enum Color { RED GREEN BLUE }
        scalar Blob
        scalar DateTime
        input Input {
          a: Int, b: String!, c: [Int!], inner: Input, color: Color, flag: Boolean = true, count: Int! = 7
        }
        input Choice @oneOf { a: Int, b: String, c: Input }
        """

    static func make() throws -> Schema { try SchemaBuilder.build(try Document.parse(sdl, limits: .schema)) }

    /// The response to a document that is taken to be valid.
    static func response(
        _ text: String, variables: String = "{}", root: String = "{}", operationName: String? = nil,
        limits: ExecutionLimits = .default
    ) throws -> String {
        let result = Executor.execute(
            try Document.parse(text), operationName: operationName, variables: try JSON.parse(variables),
            root: try JSON.parse(root), coercion: InputCoercion(schema: try make()), limits: limits)
        return result.text
    }

    /// What the variables of an operation come to: their values as JSON by name, or the errors' messages.
    static func variables(
        _ definitions: String, _ json: String, _ configure: (Schema) -> InputCoercion = { InputCoercion(schema: $0) }
    ) throws -> (values: String?, errors: [GraphQLError]) {
        let document = try Document.parse("query (\(definitions)) { string }")
        let operation = try document.operation(named: nil)
        let coercion = configure(try make())
        switch coercion.variables(of: operation, from: try JSON.parse(json), source: document.source) {
        case .errors(let errors): return (nil, errors)
        case .values(let values):
            let members = values.sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: JSON($0.value)) }
            return (JSON.object(members).text, [])
        }
    }
}
