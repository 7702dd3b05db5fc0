// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Testing

/// Every type of column, by odd names, as a plain column and within JSON that PostgreSQL made: both answer alike.
@Suite struct ColumnTypeTests {
    private static let sdl = #"""
        enum Level { LOW VERY_HIGH @value(db: "very high") }
        scalar Point
        type Shelf @table(name: "\"Odd Schema\".shelves", scope: PUBLIC) {
          id: ID!
          things: [Thing!]! @relation(foreignColumn: "Shelf Id") @connection
          list: [Thing!]! @relation(foreignColumn: "Shelf Id") @limit(max: 10)
        }
        type Thing @table(name: "\"Odd Schema\".\"Wide \"\"Table\"\"\"", scope: PUBLIC) {
          id: ID! @column(name: "Id")
          shelf: Shelf @relation(column: "Shelf Id")
          select: String
          quote: String @column(name: "quo\"te")
          small: Int
          big: BigInt
          bigAsFloat: Float @column(name: "big")
          bigAsID: ID @column(name: "big")
          real: Float
          double: Float
          numeric: Decimal
          numericAsFloat: Float @column(name: "numeric")
          flag: Boolean
          padded: String
          at: DateTime
          local: DateTime
          day: Date
          clock: Time
          span: String
          uuid: UUID
          json: JSON
          jsonb: JSON
          level: Level
          levelText: Level
          domain: String
          texts: [String]
          levels: [Level!]
          instants: [DateTime!]
          bigs: [BigInt!]
          textsAsJSON: JSON @column(name: "texts")
          pair: JSON
          point: Point
        }
        type Query {
          thing: Thing @find
          things: [Thing!]! @connection
          shelves: [Shelf!]! @limit(max: 10)
        }
        """#

    private static let script = #"""
        create schema "Odd Schema";
        set local search_path = "Odd Schema";
        create type level as enum ('low', 'very high');
        create domain short as text check (length(value) < 20);
        create type pair as (a int, b text);
        create table shelves (id int primary key);
        create table "Wide ""Table""" (
            "Id" int primary key, "Shelf Id" int references shelves, "select" text, "quo""te" varchar(20), small int2,
            big int8, real float4, double float8, numeric numeric, flag bool, padded char(4), at timestamptz,
            local timestamp, day date, clock time, span interval, uuid uuid, json json, jsonb jsonb, level level,
            level_text text, domain short, texts text[], levels level[], instants timestamptz[], bigs int8[], pair pair,
            point point);
        insert into shelves values (1), (2);
        insert into "Wide ""Table""" values
            (1, 1, 'quote " backslash \ ü', 'line' || chr(10), -5, 9007199254740993, 0.5, 1e300, 12.500, true, 'ab',
             '2026-03-01 09:30:00.25+01', '2026-03-01 08:30:00', '2024-02-29', '08:30:00.5', '1 day 02:00:00',
             'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{"b": 1, "a": [null]}', '{"b": 1, "a": null}', 'very high',
             'very high', 'dom', array['a', null, '"x"', 'NULL'], array['low', 'very high']::level[],
             array['2026-03-01 09:30:00+01']::timestamptz[], array[9007199254740993], row(1, 'x'), '(1,2)'),
            (3, 2, '', '', 0, 0, 0, -0.1, 0.10, false, '', '1999-12-31 23:59:59.999999Z', '0001-01-01 00:00:00',
             '9999-12-31', '00:00:00', '0', '00000000-0000-0000-0000-000000000000', 'null', 'null', 'low', 'low', '',
             '{}', '{}', '{}', '{}', row(null, null), '(0,0)');
        insert into "Wide ""Table""" ("Id", "Shelf Id") values (2, 1);
        """#

    private static let fields = """
        id select quote small big bigAsFloat bigAsID real double numeric numericAsFloat flag padded at local day clock
        span uuid json jsonb level levelText domain texts levels instants bigs textsAsJSON pair
        """

    private static let first = #"""
        {"id":"1","select":"quote \" backslash \\ ü","quote":"line\n","small":-5,"big":"9007199254740993","bigAsFloat":9007199254740993,"bigAsID":"9007199254740993","real":0.5,"double":1e+300,"numeric":"12.500","numericAsFloat":12.500,"flag":true,"padded":"ab  ","at":"2026-03-01T08:30:00.25Z","local":"2026-03-01T08:30:00Z","day":"2024-02-29","clock":"08:30:00.5","span":"1 day 02:00:00","uuid":"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11","json":{"b":1,"a":[null]},"jsonb":{"a":null,"b":1},"level":"VERY_HIGH","levelText":"VERY_HIGH","domain":"dom","texts":["a",null,"\"x\"","NULL"],"levels":["LOW","VERY_HIGH"],"instants":["2026-03-01T08:30:00Z"],"bigs":["9007199254740993"],"textsAsJSON":["a",null,"\"x\"","NULL"],"pair":{"a":1,"b":"x"}}
        """#

    /// The same without nulls, which the database then rules out.
    private static let withoutNulls = #"""
        delete from "Odd Schema"."Wide ""Table""" where "Id" = 2;
        do $$
        declare
            name text;
        begin
            for name in select attname from pg_attribute
                where attrelid = '"Odd Schema"."Wide ""Table"""'::regclass and attnum > 0
            loop
                execute format('alter table "Odd Schema"."Wide ""Table""" alter column %I set not null', name);
            end loop;
        end
        $$;
        """#

    private func withApplication(
        _ script: String = script, _ body: (ServedApplication) async throws -> Void
    ) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(script)
            let schema = try ExpandedSchema([try Parser.parse(Source(Self.sdl))])
            let application = try await ServedApplication(schema: schema, url: database.url, roles: "off")
            defer { application.stop() }
            try await body(application)
        }
    }

    private static let reader = Identity(role: "anon", tenant: "", user: "")

    @Test(arguments: ["", withoutNulls])
    func `a value has one text, as a plain column and within JSON`(further: String) async throws {
        try await withApplication(Self.script + further) { application in
            let query = """
                { things { nodes { ...All } } shelves { things { nodes { ...All } } list { ...All } } }
                fragment All on Thing { \(Self.fields) }
                """
            let answer = try await application.answer(query, as: Self.reader)
            #expect(answer["errors"] == nil, "\(answer.text)")
            let plain = try #require(answer["data"]?["things"]?["nodes"]?.arrayValue)
            let shelves = try #require(answer["data"]?["shelves"]?.arrayValue)
            let inPages = shelves.flatMap { $0["things"]?["nodes"]?.arrayValue ?? [] }
            let inLists = shelves.flatMap { $0["list"]?.arrayValue ?? [] }
            #expect(plain.map(\.text) == inPages.map(\.text))
            #expect(plain.map(\.text) == inLists.map(\.text))
            #expect(plain.first?.text == Self.first)
            #expect(plain.count == (further.isEmpty ? 3 : 2))
            let empty = plain.first { $0["id"]?.stringValue == "2" }?.members ?? []
            #expect(empty.allSatisfy { $0.name == "id" || $0.value.isNull })
        }
    }

    @Test func `a row within a list may have more values than a function takes arguments`() async throws {
        try await withApplication { application in
            let columns = ["small", "flag", "real", "double", "bigAsFloat", "numericAsFloat"]
            // As many aliases of a column as there may be.
            let fields = columns.flatMap { column in (1...20).map { (alias: "\(column)\($0)", column: column) } }
            let selection = fields.map { "\($0.alias): \($0.column)" }.joined(separator: " ")
            let answer = try await application.answer("{ shelves { list { \(selection) } } }", as: Self.reader)
            let row = try #require(answer["data"]?["shelves"]?.arrayValue?.first?["list"]?.arrayValue?.first?.members)
            #expect(row.map(\.name) == fields.map(\.alias))
            #expect(row.prefix(20).allSatisfy { $0.value.text == "-5" })
            for column in columns {
                #expect(Set(row.filter { $0.name.hasPrefix(column) }.map(\.value.text)).count == 1)
            }
        }
    }

    @Test func `a value can be found by what it was answered as`() async throws {
        try await withApplication { application in
            let filters = [
                #"id: {eq: "1"}"#, #"id: {in: [1, 7]}"#, #"select: {eq: "quote \" backslash \\ ü"}"#,
                #"quote: {startsWith: "line"}"#,
                "small: {eq: -5}", #"big: {eq: "9007199254740993"}"#, #"bigAsID: {eq: "9007199254740993"}"#,
                "bigAsFloat: {gt: 0.5}", "real: {eq: 0.5}", "double: {gte: 1e300}", #"numeric: {in: ["12.5"]}"#,
                "numericAsFloat: {eq: 12.5}", "flag: {eq: true}", #"padded: {eq: "ab"}"#,
                #"at: {eq: "2026-03-01T08:30:00.25Z"}"#, #"at: {in: ["2026-03-01T09:30:00.25+01:00"]}"#,
                #"local: {eq: "2026-03-01T09:30:00+01:00"}"#, #"local: {in: ["2026-03-01T08:30:00Z"]}"#,
                #"day: {eq: "2024-02-29"}"#, #"clock: {eq: "08:30:00.5"}"#, #"span: {eq: "1 day 02:00:00"}"#,
                #"uuid: {eq: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}"#, "level: {eq: VERY_HIGH}",
                "level: {in: [VERY_HIGH]}",
                "levelText: {eq: VERY_HIGH}", #"domain: {eq: "dom"}"#, #"domain: {like: "d_m"}"#,
                "shelf: {id: {eq: 1}} small: {isNull: false}",
            ]
            for filter in filters {
                let query = "{ things(where: {\(filter)}) { nodes { id } totalCount } }"
                let answer = try await application.answer(query, as: Self.reader)
                #expect(answer.text == #"{"data":{"things":{"nodes":[{"id":"1"}],"totalCount":1}}}"#, "\(filter)")
            }
        }
    }

    @Test func `every sortable column pages through all rows`() async throws {
        try await withApplication { application in
            let columns = Self.fields.split { $0 == " " || $0 == "\n" }
                .filter {
                    !["json", "jsonb", "texts", "levels", "instants", "bigs", "textsAsJSON", "pair"].contains($0)
                }
            for column in columns {
                for direction in ["ASC", "DESC"] {
                    var found: Set<String> = []
                    var after = ""
                    for _ in 0..<4 {
                        let query = """
                            { things(orderBy: [{\(column): \(direction)}], first: 1\(after)) { edges { cursor node { id } } } }
                            """
                        let answer = try await application.answer(query, as: Self.reader)
                        guard let edge = answer["data"]?["things"]?["edges"]?.arrayValue?.first else {
                            #expect(answer["errors"] == nil, "\(column): \(answer.text)")
                            break
                        }
                        found.insert(edge["node"]?["id"]?.stringValue ?? "")
                        after = ", after: \"\(edge["cursor"]?.stringValue ?? "")\""
                    }
                    #expect(found == ["1", "2", "3"], "\(column) \(direction)")
                }
            }
        }
    }

    @Test func `one variable serves columns of two types`() async throws {
        try await withApplication { application in
            let query = """
                query ($at: DateTime!) {
                  shelves(where: {id: {eq: 1}}) {
                    a: things(where: {at: {gt: $at}}) { totalCount }
                    b: things(where: {local: {gt: $at}}) { totalCount }
                  }
                }
                """
            let answer = try await application.answer(
                query, variables: .object([JSONMember(name: "at", value: .string("2026-03-01T09:00:00+01:00"))]),
                as: Self.reader)
            #expect(answer.text == #"{"data":{"shelves":[{"a":{"totalCount":1},"b":{"totalCount":1}}]}}"#)
        }
    }
}
