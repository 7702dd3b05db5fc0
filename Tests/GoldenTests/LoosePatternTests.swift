// SPDX-License-Identifier: Apache-2.0

import GoldenTesting
import GraphQLLanguage
import Mapping
import Planning
import SQL
import Testing

/// PostgreSQL matches patterns by no collation that calls different texts equal, or not all of them: they are matched by
/// characters there.
@Suite struct LoosePatternTests {
    private func statement(where filter: String, isLoose: Bool) throws -> String {
        let bench = try GoldenBench(application: "library") { catalog in
            guard isLoose else { return }
            for index in catalog.relations.indices {
                for column in catalog.relations[index].columns.indices {
                    catalog.relations[index].columns[column].looseCollation = QualifiedName(
                        schema: "public", name: "any_case")
                }
            }
        }
        return try bench.plan("{ books(where: {title: {\(filter)}}) { nodes { id } } }").text
    }

    @Test(arguments: [
        (#"like: "a%""#, #"(books_1.title collate "default") like"#),
        (#"ilike: "a%""#, #"(books_1.title collate "default") ilike"#),
        (#"startsWith: "a""#, #"starts_with((books_1.title collate "default"), "#),
    ])
    func `a pattern is matched by characters`(filter: String, condition: String) throws {
        let text = try statement(where: filter, isLoose: true)
        #expect(text.contains(condition), "\(text)")
        #expect(try !statement(where: filter, isLoose: false).contains("collate"))
    }

    @Test(arguments: [#"eq: "a""#, #"lt: "a""#, #"in: ["a"]"#])
    func `texts are compared by the column's own collation`(filter: String) throws {
        #expect(
            try statement(where: filter, isLoose: true) == statement(where: filter, isLoose: false))
    }
}
