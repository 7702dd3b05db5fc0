// SPDX-License-Identifier: Apache-2.0

import GoldenTesting
import GraphQLLanguage
import Mapping
import Testing

/// What an author reads who made a mistake: `SchemaErrors/<case>/{schema.graphql,expected.txt}`.
///
/// SDL without a fault of its own is checked against `SampleCatalog`.
@Suite struct SchemaErrorTests {
    private static let folder = ProjectFiles.path("Tests/MappingTests/SchemaErrors")

    @Test(arguments: try ProjectFiles.directories(in: folder))
    func `a faulty SDL says what to mend`(name: String) throws {
        let folder = "\(Self.folder)/\(name)"
        let text = try faults(of: try ProjectFiles.text("\(folder)/schema.graphql"))
        let golden = GoldenFile("\(folder)/expected.txt", kind: .text)
        if let problem = try golden.problem(with: try #require(text, "the SDL has no fault") + "\n") {
            Issue.record(Comment(rawValue: problem))
        }
    }

    private func faults(of text: String) throws -> String? {
        do {
            let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
            _ = try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: SampleCatalog.catalog)
            return nil
        } catch let error as InvalidSDL {
            return error.description
        } catch let error as MappingError {
            return error.description
        }
    }
}
