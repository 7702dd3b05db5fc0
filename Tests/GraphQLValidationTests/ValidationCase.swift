// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Testing

/// A document, and what one rule has to say of it.
struct ValidationCase: Sendable, CustomTestStringConvertible {
    let title: String
    let document: String
    /// Places and message, in order: `1:3,1:9 There can be only one …`.
    let faults: [String]

    init(_ title: String, _ document: String, _ faults: String...) {
        self.title = title
        self.document = document
        self.faults = faults
    }

    var testDescription: String { title }

    /// Expects exactly these faults of the rule. Other rules may have theirs.
    func check(_ rule: String, options: ValidationOptions = ValidationOptions()) throws {
        let errors = try validate(document, options: options)
        #expect(errors.filter { $0.rule == rule }.map(description) == faults, "\(document)")
    }
}

/// The errors of a document against the schema of the tests.
func validate(_ document: String, options: ValidationOptions = ValidationOptions()) throws -> [GraphQLError] {
    Validator.validate(
        try Parser.parse(Source(document), limits: ParserLimits(maximumTokens: nil)),
        against: try TestSchema.schema.get(), options: options)
}

/// An error as `line:column message`.
func description(_ error: GraphQLError) -> String {
    let places = error.locations.map { "\($0.line):\($0.column)" }.joined(separator: ",")
    return places.isEmpty ? error.message : "\(places) \(error.message)"
}

/// What the documents of the tests are validated against.
enum TestSchema {
    static let schema = Result { try SchemaBuilder.build(try Parser.parse(Source(sdl), limits: .schema)) }

    private static let sdl = """
        interface Node { id: ID! }
        interface Named { name(upper: Boolean = false): String }
        interface Adult implements Named { name(upper: Boolean = false): String age: Int }
        type Person implements Node & Named & Adult {
          id: ID!
          name(upper: Boolean = false): String
          age: Int
          email: String!
          mood: Mood
          partner: Person
          friends(first: Int, after: String): [Person!]!
        }
        type Coach implements Node & Named & Adult {
          id: ID!
          name(upper: Boolean = false): String
          age: Int
          email: String
          certificate: String
          clients: [Couple!]!
        }
        type Couple implements Node { id: ID! since: Date title: String members: [Person!]! coach: Coach }
        union SearchResult = Person | Couple
        union Owner = Coach | Couple
        scalar Date
        enum Mood { CALM TENSE HOPEFUL }
        input Filter {
          name: String!
          minimumAge: Int
          moods: [Mood!]
          all: [Filter!]
          active: Boolean! = true
        }
        input Key @oneOf { id: ID email: String }
        directive @note(text: String!, level: Int = 1) repeatable
          on QUERY | MUTATION | FIELD | FRAGMENT_SPREAD | VARIABLE_DEFINITION
        directive @once(reason: String)
          on QUERY | MUTATION | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
        type Query {
          node(id: ID!): Node
          named: Named
          adult: Adult
          person(key: Key): Person
          couple(id: ID!): Couple
          search(where: Filter, first: Int = 10): [SearchResult!]
          owner: Owner
          scalars(int: Int, float: Float, text: String,
            flag: Boolean, id: ID, mood: Mood, date: Date, ints: [Int], texts: [String!], matrix: [[Int]]): String
          required(a: Int!, b: String!, c: Int! = 3): String
        }
        type Mutation { rename(id: ID!, name: String!): Person }
        type Subscription { moodChanged(of: ID): Person coupleChanged: Couple }
        """
}
