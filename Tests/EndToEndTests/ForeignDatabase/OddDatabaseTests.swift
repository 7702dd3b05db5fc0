// SPDX-License-Identifier: Apache-2.0

import GoldenTesting
import GraphQLLanguage
import GraphQLSchema
import JSON
import Mapping
import SQL
import Safety
import Server
import Tenancy
import Testing

/// A database that nobody here made, served by what `schema init` writes for it: everything that the schema offers
/// works, on every column.
@Suite struct OddDatabaseTests {
    /// Types that PostgreSQL has no comparison for, and columns of them: a client is told so.
    private static let incomparable: Set<String> = ["point", "punkt", "jsonpath", "weg"]
    /// Types that have equality and no order, and columns of them.
    private static let unordered: Set<String> = ["xid", "vorgang"]

    private static func isRefused(_ comparison: String, of type: String) -> Bool {
        switch comparison {
        case "isNull", "like", "ilike", "startsWith", "isEmpty": false
        case "lt", "lte", "gt", "gte": incomparable.contains(type) || unordered.contains(type)
        default: incomparable.contains(type)
        }
    }

    @Test func `the draft fits, can be printed and read again, and may be served`() async throws {
        try await OddDatabase.with(mutations: true) { database in
            let printed = SchemaPrinter.print(database.expanded.schema)
            let again = try SchemaBuilder.build([Parser.parse(Source(printed), limits: .schema)])
            #expect(SchemaPrinter.print(again) == printed)
            let check = APICheck(
                database.expanded, catalog: database.application.catalog, tenancy: database.application.tenancy,
                preRequest: nil)
            #expect(check.mappingFaults.map(\.description) == [])
            #expect(check.safety.errors.map(\.code) == [])
            #expect(check.mayServe)
        }
    }

    @Test func `every field of every row is answered`() async throws {
        let addition = { (draft: SchemaDraft) in
            let types = draft.text.matches(of: /\ntype (\w+) @table/).map(\.output.1)
            return "extend type Query { " + types.map { "figuresOf\($0): \($0) @aggregate" }.joined(separator: " ")
                + " }"
        }
        try await OddDatabase.with(addition: addition) { database in
            let mapping = database.visible
            let walk = SchemaWalk(mapping, catalog: database.application.catalog, role: database.role)
            for operation in walk.operations(keys: { _, _ in [] }) {
                let answer = try await database.answer(operation)
                #expect(answer["errors"] == nil, "\(operation)\n\(answer.text)")
            }
        }
    }

    @Test func `every filter takes what a row was answered with, and finds the row`() async throws {
        try await OddDatabase.with { database in
            for table in OddTable.all(of: database.visible) {
                let selection = (["__typename"] + table.columns.map(\.name)).joined(separator: " ")
                let rows = try await database.answer("{ \(table.reading(selection)) }")
                for condition in table.conditions {
                    let known = table.rows(rows)?.lazy.compactMap { $0[condition.field] }.first { !$0.isNull }
                    let hidden = try await database.hiddenValue(of: condition.column, in: table.table)
                    guard let value = known ?? hidden.map(JSON.string) else { continue }
                    try await check(condition, value, on: table, in: database)
                }
                for filter in table.relationFilters {
                    let answer = try await database.answer("{ \(table.reading("__typename", "(where: \(filter))")) }")
                    #expect(answer["errors"] == nil, "\(table.root) \(filter)\n\(answer.text)")
                }
            }
        }
    }

    private func check(
        _ condition: OddTable.Condition, _ value: JSON, on table: OddTable, in database: OddDatabase
    ) async throws {
        guard let operand = Self.operand(condition, value) else { return }
        let query = """
            query ($operand: \(condition.type.nonNull)) {
              \(table.reading("__typename", "(where: {\(condition.field): {\(condition.comparison): $operand}})"))
            }
            """
        let answer = try await database.answer(
            query, variables: .object([JSONMember(name: "operand", value: operand)]))
        let place = "\(table.root) \(condition.field) \(condition.comparison) \(operand.text): \(answer.text)"
        if Self.isRefused(condition.comparison, of: condition.column.type.name.name) {
            let code = answer["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
            #expect(code == "BAD_USER_INPUT", "\(place)")
            return
        }
        guard let rows = table.rows(answer) else {
            Issue.record("\(place)")
            return
        }
        // An item that is null is equal to nothing.
        let isCertain =
            !value.text.contains("null") || condition.column.scalar == .json && !condition.column.isList
        switch condition.comparison {
        case "eq", "in", "gte", "lte", "startsWith", "contains", "containedBy", "overlaps", "hasKey":
            if isCertain { #expect(!rows.isEmpty, "\(place)") }
        case "isNull":
            #expect(rows.isEmpty == (operand == .boolean(true)) || operand == .boolean(true), "\(place)")
        default: break
        }
    }

    /// What stands behind an operator, made of what a row was answered with.
    private static func operand(_ condition: OddTable.Condition, _ value: JSON) -> JSON? {
        switch condition.comparison {
        case "isNull": return .boolean(false)
        case "isEmpty": return .boolean(false)
        case "in", "notIn": return .array([value])
        case "at":
            let step = value.members?.first?.name ?? "0"
            return .object([
                JSONMember(name: "path", value: .array([.string(step)])),
                JSONMember(name: "isNull", value: .boolean(false)),
            ])
        case "hasKey": return value.members?.first.map { .string($0.name) }
        default:
            guard condition.column.isList else { return value }
            return .array((value.arrayValue ?? []).filter { !$0.isNull })
        }
    }

    @Test func `every order pages through all rows by cursors, forwards and backwards`() async throws {
        try await OddDatabase.with { database in
            for table in OddTable.all(of: database.visible) where table.isConnection {
                for order in table.orders {
                    for (direction, size, cursor, end) in [
                        ("ASC", "first", "after", "endCursor"), ("DESC_NULLS_LAST", "first", "after", "endCursor"),
                        ("ASC_NULLS_FIRST", "last", "before", "startCursor"),
                    ] {
                        try await page(
                            through: table, by: order(direction), size: size, cursor: cursor, end: end, in: database)
                    }
                }
            }
        }
    }

    private func page(
        through table: OddTable, by order: String, size: String, cursor: String, end: String, in database: OddDatabase
    ) async throws {
        var cursors: Set<String> = []
        var position = ""
        var total = 1
        repeat {
            let answer = try await database.answer(
                """
                { \(table.root)(orderBy: [\(order)], \(size): 1\(position)) {
                  totalCount edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }
                """)
            if let code = answer["errors"]?.arrayValue?.first?["extensions"]?["code"] {
                // The SDL has a String there, and cannot know.
                let isExpected =
                    Self.incomparable.union(Self.unordered).contains { order.contains($0) }
                    && code == .string("BAD_USER_INPUT")
                #expect(isExpected, "\(table.root) \(order): \(answer.text)")
                return
            }
            guard let page = answer["data"]?[table.root], let rows = page["edges"]?.arrayValue else {
                Issue.record("\(table.root) \(order): \(answer.text)")
                return
            }
            total = page["totalCount"].flatMap { Int($0.text) } ?? 0
            cursors.formUnion(rows.compactMap { $0["cursor"]?.stringValue })
            guard let next = page["pageInfo"]?[end]?.stringValue,
                page["pageInfo"]?[size == "first" ? "hasNextPage" : "hasPreviousPage"] == .boolean(true)
            else { break }
            position = ", \(cursor): \(JSON.string(next).text)"
        } while cursors.count < 20
        #expect(cursors.count == total, "\(table.root) \(order) \(size)")
    }

    @Test func `a row that is removed can be made again, changed and read as it was`() async throws {
        try await OddDatabase.with(mutations: true) { database in
            let mapping = database.visible
            let trips = OddTable.all(of: mapping).map { OddRoundTrip(mapping: mapping, table: $0) }
                .filter(\.canMakeRows)
            #expect(trips.count > 25, "\(trips.map(\.table.root))")
            for trip in trips {
                let table = trip.table
                let hidden = trip.hiddenColumns
                var values: [String: String] = [:]
                for (name, column) in hidden {
                    values[name] = try await database.hiddenValue(of: column, in: table.table)
                }
                let read = try await database.answer("{ \(table.reading(trip.selection)) }")
                guard let row = table.rows(read)?.last else {
                    Issue.record("\(table.root): \(read.text)")
                    continue
                }
                let removed = try await database.answer(trip.removal(of: row))
                #expect(trip.affected(removed) == "1", "\(removed.text)")
                let input = trip.input(from: row, hidden: values)
                let made = try await database.answer(
                    trip.creation, variables: .object([JSONMember(name: "input", value: input)]))
                guard let madeRow = trip.row(made) else {
                    Issue.record("\(table.root): \(input.text)\n\(made.text)")
                    continue
                }
                for member in input.members ?? [] where madeRow[member.name] != nil {
                    #expect(madeRow[member.name] == member.value, "\(table.root).\(member.name)")
                }
                guard let change = trip.change(of: madeRow, by: input) else { continue }
                let changed = try await database.answer(
                    change.operation, variables: .object([JSONMember(name: "input", value: change.input)]))
                let changedRow = trip.row(changed)
                for (name, _) in table.columns where name != "version" {
                    #expect(changedRow?[name] == madeRow[name], "\(table.root).\(name): \(changed.text)")
                }
            }
        }
    }

    @Test func `an infinite number within a list is no string`() async throws {
        try await OddDatabase.with { database in
            try await database.run(#"update "Über Shop"."order ""item""" set gewicht = 'NaN' where pos = 1"#)
            try await database.run(#"update "Über Shop"."order ""item""" set gewicht = '-Infinity' where pos = 2"#)
            let answer = try await database.answer(
                "{ order(kunde: 1, nr: 1) { orderItem { nodes { pos gewicht preis } } } }")
            #expect(
                answer.text
                    == #"{"data":{"order":{"orderItem":{"nodes":[{"pos":"1","gewicht":null,"preis":"1.50"},{"pos":"2","gewicht":null,"preis":"9.99"}]}}}}"#
            )
        }
    }

    @Test func `what has no form in JSON counts as null, and is missed where a value is promised`() async throws {
        try await OddDatabase.with { database in
            try await database.run(#"update "Über Shop".messungen set wert = 'NaN' where id > 2"#)
            let name = QualifiedName(schema: "Über Shop", name: "messungen")
            let table = try #require(OddTable.all(of: database.visible).first { $0.table.relation == name })
            let numbers = try await database.answer("{ \(table.reading("wert")) }")
            #expect(table.rows(numbers)?.map { $0["wert"]?.text } == ["1e+30", "3", "null"], "\(numbers.text)")
            for moment in ["infinity", "-infinity", "0044-03-15 BC", "10000-01-01"] {
                try await database.run(
                    #"""
                    update "Über Shop".messungen set wann = '\#(moment)' where id > 2;
                    update "Über Shop"."Kunden_Tags" set seit = '\#(moment)';
                    """#)
                let moments = try await database.answer("{ \(table.reading("wann")) }")
                let error = moments["errors"]?.arrayValue?.first
                #expect(error?["extensions"]?["code"] == .string("NOT_FOUND"), "\(moments.text)")
                #expect(error?["path"]?.text == #"["\#(table.root)","nodes",2,"wann"]"#)
                let tags = QualifiedName(schema: "Über Shop", name: "Kunden_Tags")
                let links = try #require(OddTable.all(of: database.visible).first { $0.table.relation == tags })
                let days = try await database.answer("{ \(links.reading("seit")) }")
                #expect(links.rows(days)?.allSatisfy { $0["seit"] == .null } == true, "\(days.text)")
            }
        }
    }

    @Test func `what has no form counts as null within rows, too, and is missed where a value is promised`()
        async throws
    {
        try await OddDatabase.with { database in
            let orders = try #require(database.lists(to: "order", from: "Kunden").first)
            let links = try #require(database.lists(to: "Kunden_Tags", from: "Tag").first)
            for moment in ["infinity", "-infinity", "0044-03-15 BC", "10000-01-01"] {
                try await database.run(
                    #"""
                    update "Über Shop"."order" set "when" = '\#(moment)';
                    update "Über Shop"."Kunden_Tags" set seit = '\#(moment)';
                    """#)
                let moments = try await database.answer(
                    "{ \(orders.table.reading("\(orders.field) { nodes { when } }")) }")
                let error = moments["errors"]?.arrayValue?.first
                #expect(error?["extensions"]?["code"] == .string("NOT_FOUND"), "\(moments.text)")
                #expect(error?["path"]?.arrayValue?.last == .string("when"))
                #expect(moments["data"]?.isNull == true)
                let days = try await database.answer("{ \(links.table.reading("\(links.field) { nodes { seit } }")) }")
                #expect(days["errors"] == nil && days.text.contains(#"{"seit":null}"#), "\(days.text)")
                #expect(!days.text.contains(#""seit":""#))
            }
        }
    }

    @Test func `every row is found by its key`() async throws {
        try await OddDatabase.with { database in
            let mapping = database.visible
            for (name, root) in mapping.queryFields.sorted(by: { $0.key < $1.key }) {
                guard case .find(let keys) = root.kind,
                    let table = OddTable.all(of: mapping).first(where: { $0.table.typeName == root.targetType })
                else { continue }
                let rows = try await database.answer(
                    "{ \(table.reading(keys.map(\.argument).joined(separator: " "))) }")
                for row in try #require(table.rows(rows), "\(rows.text)") {
                    let arguments = keys.compactMap { key in
                        row[key.argument].map { value in
                            guard case .enumeration = key.column.scalar else { return "\(key.argument): \(value.text)" }
                            return "\(key.argument): \(value.stringValue ?? "")"
                        }
                    }
                    let query = "{ \(name)(\(arguments.joined(separator: ", "))) { __typename } }"
                    let answer = try await database.answer(query)
                    #expect(
                        answer["data"]?[name]?["__typename"] == .string(root.targetType), "\(query)\n\(answer.text)")
                }
            }
        }
    }
}

extension OddDatabase {
    /// The API as the role sees it.
    var visible: Mapping { application.mapping.visible(to: role, in: application.catalog) }

    /// The fields of one table of the shop by which rows of another one are listed in pages.
    fileprivate func lists(to target: String, from source: String) -> [(table: OddTable, field: String)] {
        let tables = OddTable.all(of: visible)
        func named(_ name: String) -> OddTable? {
            tables.first { $0.table.relation == QualifiedName(schema: "Über Shop", name: name) }
        }
        guard let table = named(source), let targetType = named(target)?.table.typeName else { return [] }
        return table.table.fields.sorted { $0.key < $1.key }.compactMap { name, field in
            guard case .relation(let relation) = field, relation.shape == .connection, relation.targetType == targetType
            else { return nil }
            return (table, name)
        }
    }

    /// A value of a column that no field shows, as the owner sees it.
    fileprivate func hiddenValue(of column: MappedColumn, in table: MappedTable) async throws -> String? {
        let name = Self.quoted(column.name)
        return try await value(
            "select \(name)::text from \(Self.quoted(table.relation)) where \(name) is not null order by 1 limit 1")
    }
}

extension TypeRef {
    fileprivate var nonNull: String { isNonNull ? description : "\(description)!" }
}
