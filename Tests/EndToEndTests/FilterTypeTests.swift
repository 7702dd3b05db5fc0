// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Testing

/// Filters of arrays and documents, and of types that PostgreSQL cannot compare, over a database of odd names.
@Suite struct FilterTypeTests {
    private static let sdl = #"""
        enum Level { LOW VERY_HIGH @value(db: "very high") }
        type Item @table(name: "\"Odd Filters\".\"Items\"", scope: PUBLIC) {
          id: ID! @column(name: "Id")
          levels: [Level!] @column(name: "Levels")
          ids: [UUID!]
          numbers: [BigInt!]
          json: JSON
          point: String
          points: [String!]
          address: String
          span: String
        }
        type Query {
          items: [Item!]! @connection
        }
        """#

    private static let script = #"""
        create schema "Odd Filters";
        set local search_path = "Odd Filters";
        create type level as enum ('low', 'very high');
        create table "Items" (
            "Id" int primary key, "Levels" level[], ids uuid[], numbers int8[], json json, point point,
            points point[], address inet, span interval);
        insert into "Items" values
            (1, array['low', 'very high']::level[], array['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']::uuid[],
             array[9007199254740993], '{"a": {"b": 2}}', '(1,2)', '{}', '10.0.0.1', '1 day'),
            (2, '{}', '{}', '{}', '{"a": "text"}', null, null, '10.0.0.2', '2 days');
        insert into "Items" ("Id") values (3);
        """#

    private static func answer(_ filter: String) -> String {
        "{ items(where: \(filter)) { nodes { id } } }"
    }

    private func withApplication(_ body: (ServedApplication) async throws -> Void) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(Self.script)
            let schema = try ExpandedSchema([try Parser.parse(Source(Self.sdl))])
            let application = try await ServedApplication(schema: schema, url: database.url, roles: "off")
            defer { application.stop() }
            try await body(application)
        }
    }

    private static let reader = Identity(role: "anon", tenant: "", user: "")

    @Test func `arrays and documents are searched for what they hold`() async throws {
        let expectations: [(filter: String, ids: [String])] = [
            ("{levels: {contains: [VERY_HIGH]}}", ["1"]),
            ("{levels: {containedBy: [LOW]}}", ["2"]),
            ("{levels: {isEmpty: true}}", ["2"]),
            ("{levels: {isNull: true}}", ["3"]),
            (#"{ids: {overlaps: ["A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"]}}"#, ["1"]),
            (#"{numbers: {eq: ["9007199254740993"]}}"#, ["1"]),
            (#"{json: {contains: {a: {b: 2}}}}"#, ["1"]),
            (#"{json: {at: {path: ["a"], eq: "text"}}}"#, ["2"]),
            (#"{json: {at: {path: ["a", "b"], gt: 1}}}"#, ["1"]),
            ("{points: {isEmpty: true}}", ["1"]),
            (#"{address: {gt: "10.0.0.1"}}"#, ["2"]),
            (#"{span: {lt: "30 hours"}}"#, ["1"]),
        ]
        try await withApplication { application in
            for expectation in expectations {
                let answer = try await application.answer(Self.answer(expectation.filter), as: Self.reader)
                let nodes = answer["data"]?["items"]?["nodes"]?.arrayValue ?? []
                let ids = nodes.compactMap { $0["id"]?.stringValue }
                #expect(ids == expectation.ids, "\(expectation.filter): \(answer.text)")
            }
        }
    }

    @Test(arguments: [
        #"{point: {in: ["(1,2)"]}}"#, #"{points: {contains: ["(1,2)"]}}"#,
    ])
    func `what the database cannot compare is the client's mistake`(filter: String) async throws {
        try await withApplication { application in
            let answer = try await application.answer(Self.answer(filter), as: Self.reader)
            let code = answer["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
            #expect(code == "BAD_USER_INPUT", "\(answer.text)")
        }
    }
}
