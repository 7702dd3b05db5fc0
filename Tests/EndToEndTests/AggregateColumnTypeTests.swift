// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import GraphQLSchema
import JSON
import Mapping
import Testing

/// Figures over every type of column, by odd names: as columns, and within JSON that PostgreSQL made.
@Suite struct AggregateColumnTypeTests {
    private static let sdl = #"""
        enum Level { LOW VERY_HIGH @value(db: "very high") }
        type Shelf @table(name: "\"Odd Schema\".shelves", scope: PUBLIC) {
          id: ID!
          things: [Thing!]! @relation(foreignColumn: "Shelf Id") @connection
          figures: Thing @aggregate(of: "things")
        }
        type Thing @table(name: "\"Odd Schema\".\"Wide \"\"Table\"\"\"", scope: PUBLIC) {
          id: ID! @column(name: "Id")
          shelf: Shelf @relation(column: "Shelf Id")
          parent: Thing @relation(column: "parent")
          select: String
          small: Int
          big: BigInt
          bigAsFloat: Float @column(name: "big")
          bigAsDecimal: Decimal @column(name: "big")
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
          point: String
          uuid: UUID
          uuidAsText: String @column(name: "uuid")
          json: JSON
          level: Level
          levelAsText: String @column(name: "level")
          domain: String
          texts: [String]
        }
        type Query { figures: Thing @aggregate  shelves: [Shelf!]! @limit(max: 10) }
        """#

    private static let script = #"""
        create schema "Odd Schema";
        set local search_path = "Odd Schema";
        create type level as enum ('low', 'very high');
        create domain short as text check (length(value) < 20);
        create table shelves (id int primary key);
        create table "Wide ""Table""" (
            "Id" int primary key, "Shelf Id" int references shelves, parent int references "Wide ""Table""",
            "select" text, small int2, big int8, real float4, double float8, numeric numeric, flag bool,
            padded char(4), at timestamptz, local timestamp, day date, clock time, span interval, point point, uuid uuid,
            json json, level level, domain short, texts text[]);
        insert into shelves values (1), (2);
        insert into "Wide ""Table""" values
            (1, 1, null, 'b', -5, 9007199254740993, 0.5, 1e100, 12.500, true, 'ab', '2026-03-01 09:30:00.25+01',
             '2026-03-01 08:30:00', '2024-02-29', '08:30:00.5', '1 day', '(1,2)',
             'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{}', 'low', 'd', '{x}'),
            (2, 1, 1, 'a', 7, 1, 1.5, -1e100, 0.5, false, 'aa', '2026-03-01 07:30:00Z', '2026-02-28 23:59:59.5',
             '2024-03-01', '23:00:00', '23 hours', '(0,0)', '00000000-0000-0000-0000-000000000000', '[]', 'very high',
             'c', '{}');
        insert into "Wide ""Table""" ("Id", "Shelf Id") values (3, 1), (4, null);
        """#

    @Test func `ranges that are equal are one group and one value, however their numbers are written`() async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(
                """
                create type float_range as range (subtype = float8);
                create domain price_range as numrange;
                create table offers (
                    id int primary key, price numrange, prices nummultirange, own float_range, owns float_multirange,
                    domained price_range);
                insert into offers values
                    (1, '[1.0,2)', '{[1.0,2)}', '[1,2)', '{[1,2)}', '[1.0,2)'),
                    (2, '[1,2)', '{[1,2)}', '[1,2)', '{[1,2)}', '[1,2)'),
                    (3, '[1,2.00)', '{[1,1.5),[1.5,2.0)}', '[1,2)', '{[1,2)}', '[1,2.00)'),
                    (4, '[10,20)', '{[10,20)}', '[10,20)', '{}', '[10,20)'), (5, null, null, null, null, null);
                """)
            let sdl = """
                type Offer @table(name: "public.offers", scope: PUBLIC) {
                  id: ID! price: String prices: String own: String owns: String domained: String
                }
                type Query { figures: Offer @aggregate }
                """
            let application = try await ServedApplication(
                schema: ExpandedSchema([try Parser.parse(Source(sdl))]), url: database.url, roles: "off")
            defer { application.stop() }
            for field in ["price", "prices", "own", "owns", "domained"] {
                let answer = try await application.answer(
                    """
                    { figures { countDistinct { \(field) } max { \(field) }
                        groups(by: {\(field): true}) { key { \(field) } count } } }
                    """, as: Self.reader)
                let figures = answer["data"]?["figures"]
                #expect(figures?["countDistinct"]?[field]?.integerValue == 2, "\(field): \(answer.text)")
                let groups = figures?["groups"]?.arrayValue ?? []
                #expect(
                    groups.map { $0["count"]?.integerValue } == (field == "owns" ? [1, 3, 1] : [3, 1, 1]),
                    "\(field): \(answer.text)")
            }
        }
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

    /// Everything that the schema offers as a figure.
    private static func figures(in schema: Schema) -> String {
        func fields(_ type: String) -> String {
            guard case .object(let type)? = schema.type(named: type) else { return "" }
            return type.fields.map(\.name).joined(separator: " ")
        }
        return """
            count countDistinct { \(fields("ThingCounts")) } sum { \(fields("ThingSums")) } avg { \(fields("ThingFloats")) }
            percentile(p: 0.5) { \(fields("ThingFloats")) } min { \(fields("ThingExtremes")) }
            max { \(fields("ThingExtremes")) } any { \(fields("ThingBooleans")) } all { \(fields("ThingBooleans")) }
            """
    }

    @Test func `a figure has one text, as a column and within JSON`() async throws {
        try await withApplication { application in
            let figures = Self.figures(in: application.mapping.schema)
            let answer = try await application.answer(
                """
                { alone: figures(where: {shelf: {}}) { \(figures) }
                  beside: figures(where: {shelf: {}}) { count groups(by: {ShelfId: true}) { \(figures) } }
                  shelves { figures { \(figures) } things { nodes { shelf { figures { \(figures) } } } } } }
                """, as: Self.reader)
            let alone = try #require(answer["data"]?["alone"], "\(answer.text)")
            #expect(answer["errors"] == nil)
            let shelf = answer["data"]?["shelves"]?.arrayValue?.first
            #expect(answer["data"]?["beside"]?["groups"]?.arrayValue?.first?.text == alone.text)
            #expect(shelf?["figures"]?.text == alone.text)
            let nested = shelf?["things"]?["nodes"]?.arrayValue?.first?["shelf"]?["figures"]
            #expect(nested?.text == alone.text)
            #expect(
                alone["sum"]?.text
                    == #"{"small":"2","big":"9007199254740994","bigAsFloat":9007199254740994,"bigAsDecimal":"9007199254740994","real":2,"double":0,"numeric":"13.000","numericAsFloat":13.000}"#
            )
            #expect(
                alone["min"]?.text
                    == #"{"select":"a","small":-5,"big":"1","bigAsFloat":1,"bigAsDecimal":"1","real":0.5,"double":-1e+100,"numeric":"0.5","numericAsFloat":0.5,"padded":"aa  ","at":"2026-03-01T07:30:00Z","local":"2026-02-28T23:59:59.5Z","day":"2024-02-29","clock":"08:30:00.5","span":"23:00:00","point":"(0,0)","uuidAsText":"00000000-0000-0000-0000-000000000000","levelAsText":"low","domain":"c"}"#
            )
            #expect(alone["countDistinct"]?["point"]?.integerValue == 2)
            #expect(alone["countDistinct"]?["parentId"] == nil, "the relation's column has a field's name")
        }
    }

    @Test func `rows can be grouped by each type of column, and by a row of the same table`() async throws {
        try await withApplication { application in
            guard case .inputObject(let groupBy)? = application.mapping.schema.type(named: "ThingGroupBy") else {
                Issue.record("no ThingGroupBy")
                return
            }
            for field in groupBy.fields where !["shelf", "parent"].contains(field.name) {
                let isBucket = field.type.description.hasSuffix("Bucket")
                let choice = isBucket ? "{unit: YEAR}" : "true"
                let answer = try await application.answer(
                    "{ figures { groups(by: {\(field.name): \(choice)}) { key { \(field.name) } count } } }",
                    as: Self.reader)
                let groups = answer["data"]?["figures"]?["groups"]?.arrayValue ?? []
                let count = groups.reduce(0) { $0 + ($1["count"]?.integerValue ?? 0) }
                #expect(count == 4, "\(field.name): \(answer.text)")
                #expect(groups.last?["key"]?[field.name]?.isNull == true, "\(field.name): \(answer.text)")
            }
            let answer = try await application.answer(
                "{ figures { groups(by: {parent: {select: true, parent: {flag: true}}}) { key { parent { select parent { flag } } } count } } }",
                as: Self.reader)
            #expect(
                answer["data"]?["figures"]?["groups"]?.text
                    == #"[{"key":{"parent":{"select":"b","parent":{"flag":null}}},"count":1},{"key":{"parent":{"select":null,"parent":{"flag":null}}},"count":3}]"#
            )
        }
    }

    @Test func `everything may come of a variable, and a plan serves other values of its shape`() async throws {
        try await withApplication { application in
            let query = """
                query ($by: ThingGroupBy!, $first: Int, $having: ThingAggregateFilter, $order: [ThingGroupOrderBy!]) {
                  figures { groups(by: $by, first: $first, having: $having, orderBy: $order) { key { at flag } count } }
                }
                """
            func groups(_ variables: String) async throws -> String {
                let answer = try await application.answer(
                    query, variables: try JSON.parse(variables), as: Self.reader)
                return answer["data"]?["figures"]?["groups"]?.text ?? answer.text
            }
            #expect(
                try await groups(#"{"by": {"at": {"unit": "DAY"}}}"#)
                    == #"[{"key":{"at":"2026-03-01T00:00:00Z","flag":null},"count":2},{"key":{"at":null,"flag":null},"count":2}]"#
            )
            #expect(
                try await groups(#"{"by": {"at": {"unit": "DAY", "timeZone": "Asia/Tokyo"}}, "first": 1}"#)
                    == #"[{"key":{"at":"2026-02-28T15:00:00Z","flag":null},"count":2}]"#)
            #expect(
                try await groups(#"{"by": {"at": {"unit": "DAY", "timeZone": "Asia/Nowhere"}}, "first": 1}"#)
                    .contains(#""input":["by","at","timeZone"]"#))
            #expect(
                try await groups(#"{"by": {"flag": true}, "having": {"count": {"lt": 2}}, "order": [{"key": "DESC"}]}"#)
                    == #"[{"key":{"at":null,"flag":true},"count":1},{"key":{"at":null,"flag":false},"count":1}]"#)
            for (from, to, code) in [
                ("2026-01-01", "2026-01-02", nil), ("2026-01-02", "2026-01-01", "BAD_USER_INPUT"),
                ("1990-01-01", "2026-01-01", "LIMIT_EXCEEDED"), ("2026-03-01", "2026-03-01", nil),
            ] {
                let text = try await groups(
                    #"{"by": {"at": {"unit": "DAY", "fillFrom": "\#(from)T00:00:00Z", "fillTo": "\#(to)T00:00:00Z"}}}"#)
                #expect(text.contains("errors") == (code != nil), "\(text)")
                if let code { #expect(text.contains(code), "\(text)") }
            }
        }
    }
}
