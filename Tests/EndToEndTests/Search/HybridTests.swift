// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping
import SQL
import Testing

/// What clients may ask of `hybrid`, and how rows are scored.
@Suite struct HybridTests {
    private static func books(_ hybrid: String, _ rest: String = "") -> String {
        """
        { books(where: {hybrid: {\(hybrid)}\(rest)}, orderBy: [{hybridScore: DESC}]) {
          totalCount nodes { title hybridScore searchRank nearestDistance } } }
        """
    }

    private static func titles(_ answer: JSON) -> [String] {
        (answer["data"]?["books"]?["nodes"]?.arrayValue ?? []).compactMap { $0["title"]?.stringValue }
    }

    private static func scores(_ answer: JSON) -> [Double] {
        (answer["data"]?["books"]?["nodes"]?.arrayValue ?? []).compactMap { node in
            node["hybridScore"].flatMap { Double($0.text) }
        }
    }

    @Test func `a score is the sum of 1 / (k + place) over the two rankings`() async throws {
        try await Library.with { library in
            // Words: the whale, under the sea, the white mountain; vector: the whale, under the sea.
            let answer = try await library.answer(
                Self.books("query: \"whale\", vector: [1, 0, 0], first: 2, k: 1", ", year: {lt: 1900}"))
            let titles = Self.titles(answer)
            #expect(Set(titles) == ["The whale", "Under the sea"], "\(answer.text)")
            let expected = titles.first == "The whale" ? [1.0 / 2 + 1.0 / 2, 1.0 / 3 + 1.0 / 3] : [1.0 / 2 + 1.0 / 3]
            for (score, wanted) in zip(Self.scores(answer), expected) { #expect(abs(score - wanted) < 1e-12) }
        }
    }

    @Test func `a row of one ranking is found too, and knows nothing of the other`() async throws {
        try await Library.with { library in
            let answer = try await library.answer(Self.books("query: \"snow\", vector: [1, 0, 0], first: 1"))
            #expect(answer["data"]?["books"]?["totalCount"]?.text == "2", "\(answer.text)")
            for node in answer["data"]?["books"]?["nodes"]?.arrayValue ?? [] {
                let isByWords = node["title"]?.stringValue == "The white mountain"
                #expect(node["searchRank"]?.isNull == !isByWords, "\(node.text)")
                #expect(node["nearestDistance"]?.isNull == isByWords, "\(node.text)")
                #expect(node["hybridScore"].flatMap { Double($0.text) } == 1.0 / 61, "\(node.text)")
            }
        }
    }

    @Test func `rows that fit equally well share a place, and their key decides`() async throws {
        let change = "update library.books set embedding = '[1,0,0]' where year < 1900;"
        try await Library.with(change) { library in
            let operation = Self.books("query: \"nothing at all\", vector: [1, 0, 0], first: 2")
            let answer = try await library.answer(operation)
            #expect(Self.scores(answer) == [1.0 / 61, 1.0 / 61], "\(answer.text)")
            let again = try await library.answer(operation)
            #expect(Self.titles(again) == Self.titles(answer))
        }
    }

    @Test func `pages by score hold each row once`() async throws {
        try await Library.with { library in
            for (size, cursor, end, more) in [
                ("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage"),
            ] {
                var titles: [String] = []
                var position = ""
                repeat {
                    let answer = try await library.answer(
                        """
                        { books(where: {hybrid: {query: "whale or snow", vector: [0, 1, 0], first: 10}},
                          orderBy: [{hybridScore: DESC}], \(size): 1\(position)) {
                          totalCount nodes { title } pageInfo { \(end) \(more) } } }
                        """)
                    let page = answer["data"]?["books"]
                    #expect(page?["totalCount"]?.text == "4", "\(answer.text)")
                    titles += Self.titles(answer)
                    guard page?["pageInfo"]?[more] == .boolean(true), let next = page?["pageInfo"]?[end]?.stringValue
                    else { break }
                    position = ", \(cursor): \(JSON.string(next).text)"
                } while titles.count < 10
                #expect(titles.count == 4 && Set(titles).count == 4, "\(size): \(titles)")
            }
        }
    }

    @Test func `what makes no sense is the client's mistake`() async throws {
        try await Library.with { library in
            let whole = "query: \"whale\", vector: [1, 0, 0]"
            for (filter, place) in [
                ("{hybrid: null}", "where.hybrid"), ("{hybrid: {\(whole), first: -1}}", "where.hybrid.first"),
                ("{hybrid: {\(whole), first: 1, k: -1}}", "where.hybrid.k"),
                ("{hybrid: {query: \"whale\", vector: [1], first: 1}}", "where.hybrid.vector"),
                ("{or: [{hybrid: {\(whole), first: 1}}]}", "where.or.0.hybrid"),
                ("{hybrid: {\(whole), first: 1}, nearest: {vector: [1, 0, 0], first: 1}}", "where.hybrid"),
            ] {
                let answer = try await library.answer("{ books(where: \(filter)) { nodes { id } } }")
                #expect(Library.fault(of: answer) == "BAD_USER_INPUT \(place)", "\(filter): \(answer.text)")
            }
            let order = try await library.answer("{ books(orderBy: [{hybridScore: DESC}]) { nodes { id } } }")
            #expect(Library.fault(of: order) == "BAD_USER_INPUT orderBy.0.hybridScore", "\(order.text)")
            let none = try await library.answer(Self.books("\(whole), first: 0, k: 0"))
            #expect(none["data"]?["books"]?.text == #"{"totalCount":0,"nodes":[]}"#, "\(none.text)")
        }
    }

    @Test func `who may not read the vectors does not rank by both`() async throws {
        let change = """
            revoke select on library.books from :reader;
            grant select (tenant_id, id, title, year, words) on library.books to :reader;
            """
        try await Library.with(change) { library in
            let visible = library.application.mapping.visible(to: library.role, in: library.application.catalog)
            #expect(visible.schema.field(named: "searchRank", on: "Book") != nil)
            #expect(visible.schema.field(named: "hybridScore", on: "Book") == nil)
        }
    }
}
