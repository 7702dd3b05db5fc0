// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// What clients may ask of `nearest`.
@Suite struct NearestTests {
    private static func vector(_ numbers: String...) -> [JSONMember] {
        [JSONMember(name: "vector", value: .array(numbers.compactMap { JSON(numberText: $0) }))]
    }

    private static func titles(_ answer: JSON) -> [String] {
        (answer["data"]?["books"]?["nodes"]?.arrayValue ?? []).compactMap { $0["title"]?.stringValue }
    }

    private static let query = """
        query ($vector: [Float!]!) {
          books(where: {nearest: {vector: $vector, first: 2}}, orderBy: [{nearestDistance: ASC}]) {
            totalCount nodes { title nearestDistance }
          }
        }
        """

    @Test func `the nearest come in order, with their distance`() async throws {
        try await Library.with { library in
            let answer = try await library.answer(Self.query, Self.vector("0", "0.8", "0.6"))
            #expect(Self.titles(answer) == ["Fields", "The white mountain"], "\(answer.text)")
            #expect(answer["data"]?["books"]?["totalCount"]?.text == "2")
        }
    }

    @Test func `a vector of another length or without numbers is the client's mistake`() async throws {
        try await Library.with { library in
            for vector in [["1", "0"], ["1", "0", "0", "0"], [], ["1", "0", "1e39"]] {
                let members = [
                    JSONMember(name: "vector", value: .array(vector.compactMap { JSON(numberText: $0) }))
                ]
                let answer = try await library.answer(Self.query, members)
                #expect(Library.fault(of: answer) == "BAD_USER_INPUT vector", "\(vector): \(answer.text)")
            }
            for (filter, place) in [
                ("{nearest: {vector: [1, 0, 0], first: -1}}", "where.nearest.first"),
                ("{nearest: null}", "where.nearest"),
                ("{or: [{nearest: {vector: [1, 0, 0], first: 1}}]}", "where.or.0.nearest"),
                ("{not: {nearest: {vector: [1, 0, 0], first: 1}}}", "where.not.nearest"),
            ] {
                let answer = try await library.answer("{ books(where: \(filter)) { nodes { id } } }")
                #expect(Library.fault(of: answer) == "BAD_USER_INPUT \(place)", "\(filter): \(answer.text)")
            }
            let figures = try await library.answer(
                "{ bookFigures(where: {nearest: {vector: [1, 0, 0], first: 1}}) { count } }")
            #expect(Library.fault(of: figures) == "BAD_USER_INPUT where.nearest", "\(figures.text)")
        }
    }

    @Test func `a vector without a direction has no distance, and breaks nothing`() async throws {
        try await Library.with { library in
            let answer = try await library.answer(Self.query, Self.vector("0", "0", "0"))
            #expect(answer["errors"] == nil, "\(answer.text)")
            let none = try await library.answer(
                "{ books(where: {nearest: {vector: [1, 0, 0], first: 0}}) { totalCount nodes { id } } }")
            #expect(none["data"]?["books"]?.text == #"{"totalCount":0,"nodes":[]}"#)
        }
    }

    /// An index for vectors knows no tenant: the rows of another one would push the own ones out of what it answers.
    @Test func `an index for vectors does not hide rows of a small tenant behind those of a large one`() async throws {
        let change = """
            insert into library.books (tenant_id, id, shelf_id, title, year, embedding)
            select 'c0000002-0000-4000-8000-000000000000', gen_random_uuid(), 'c0000002-0000-4000-8001-000000000001',
                'of B', 2000, array[1, n * 1e-6, 0]::extensions.vector
            from generate_series(1, 3000) as n;
            create index on library.books using hnsw (embedding extensions.vector_cosine_ops);
            analyze library.books;
            """
        try await Library.with(change) { library in
            let answer = try await library.answer(
                """
                { books(where: {nearest: {vector: [1, 0, 0], first: 4}}, orderBy: [{nearestDistance: ASC}]) {
                  nodes { title } } }
                """)
            #expect(
                Self.titles(answer) == ["The whale", "Under the sea", "Fields", "The white mountain"]
                    || Self.titles(answer) == ["The whale", "Under the sea", "The white mountain", "Fields"],
                "\(answer.text)")
        }
    }
}
