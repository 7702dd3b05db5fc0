// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import Testing

/// What `@search` and `@nearest` make of a type.
@Suite struct SearchExpansionTests {
    private func printed(_ text: String, _ types: String...) throws -> String {
        let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))]).schema
        return try types.map { name in
            let type = try #require(schema.type(named: name), "\(name)")
            // Without descriptions.
            return SchemaPrinter.print(type, of: schema).split(separator: "\n")
                .filter { $0.contains(/^(type|input) |^ {2}\w+: |^\}/) }.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private static let root = "type Query { articles: [Article!]! @connection }"

    @Test func `they add fields of rows, a condition each, and keys of orders`() throws {
        let text = """
            type Article @table(name: "articles")
              @search(column: "words", config: "english", headline: ["title"]) @nearest(column: "embedding") {
              id: ID!
              title: String!
            }
            """
        let types = try printed(
            text + Self.root, "Article", "ArticleFilter", "ArticleOrderBy", "SearchInput", "NearestInput",
            "HybridInput")
        #expect(
            types == """
                type Article {
                  id: ID!
                  title: String!
                  searchRank: Float
                  searchHeadline: String
                  nearestDistance: Float
                  hybridScore: Float
                }
                input ArticleFilter {
                  and: [ArticleFilter!]
                  or: [ArticleFilter!]
                  not: ArticleFilter
                  search: SearchInput
                  nearest: NearestInput
                  hybrid: HybridInput
                  id: IDFilter
                  title: StringFilter
                }
                input ArticleOrderBy @oneOf {
                  id: OrderDirection
                  title: OrderDirection
                  searchRank: OrderDirection
                  nearestDistance: OrderDirection
                  hybridScore: OrderDirection
                }
                input SearchInput {
                  query: String!
                }
                input NearestInput {
                  vector: [Float!]!
                  first: Int!
                }
                input HybridInput {
                  query: String!
                  vector: [Float!]!
                  first: Int!
                  k: Int! = 60
                }
                """)
    }

    @Test func `a column without texts for it has no headline, and an extension may say how rows are found`() throws {
        let column = """
            type Article @table(name: "articles") { id: ID! }
            extend type Article @search(column: "words", config: "english")
            """
        #expect(try printed(column + Self.root, "Article") == "type Article {\n  id: ID!\n  searchRank: Float\n}")
        let function = #"type Article @table(name: "articles") @search(function: "search_articles") { id: ID! }"#
        #expect(try printed(function + Self.root, "Article").contains("searchHeadline: String"))
    }

    @Test func `a text that is like theirs adds a condition, a key of orders and a field`() throws {
        let text = #"type Article @table(name: "articles") @similar(column: "title", measure: WORD) { id: ID! }"#
        let types = try printed(text + Self.root, "Article", "ArticleFilter", "ArticleOrderBy", "SimilarInput")
        #expect(
            types == """
                type Article {
                  id: ID!
                  similarity: Float
                }
                input ArticleFilter {
                  and: [ArticleFilter!]
                  or: [ArticleFilter!]
                  not: ArticleFilter
                  similar: SimilarInput
                  id: IDFilter
                }
                input ArticleOrderBy @oneOf {
                  id: OrderDirection
                  similarity: OrderDirection
                }
                input SimilarInput {
                  text: String!
                  atLeast: Float
                }
                """)
    }

    @Test func `a type without them has nothing of it`() throws {
        let types = try printed(
            #"type Article @table(name: "articles") { id: ID! }"# + Self.root, "Article", "ArticleFilter")
        #expect(!types.contains("search") && !types.contains("nearest"))
    }
}
