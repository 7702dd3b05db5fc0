// SPDX-License-Identifier: Apache-2.0

/// A row of the property test's table: few values, so that there are ties, and nulls in half of the columns.
struct Thing {
    var id: Int
    var count: Int?
    var weight: Double
    var name: String?
    var kind: String
    var day: String?
    var isOpen: Bool?
    var group: Group?

    struct Group {
        var id: Int
        var label: String?
    }

    static let groups = [Group(id: 1, label: "a"), Group(id: 2, label: nil), Group(id: 3, label: "b")]

    static let all: [Thing] = {
        var random = RandomSource(seed: 7)
        return (1...60).map { id in
            Thing(
                id: id, count: random.chance(30) ? nil : Int.random(in: 0...4, using: &random),
                weight: Double(Int.random(in: 0...6, using: &random)) / 2,
                name: random.chance(30) ? nil : random.pick(names), kind: random.pick(kinds),
                day: random.chance(30) ? nil : random.pick(days), isOpen: random.pick([true, false, nil]),
                group: random.chance(20) ? nil : random.pick(groups))
        }
    }()

    static let names = ["", "a", "A", "ab", "b%", "b_", "ä", "z'"]
    static let kinds = ["red", "green", "dark_blue"]
    static let days = ["2026-01-31", "2026-02-01", "2025-12-31"]

    static let sdl = """
        enum Kind { RED GREEN BLUE @value(db: "dark_blue") }
        type Group @table(name: "property.groups", scope: PUBLIC) {
          id: ID!
          label: String
          things: [Thing!]! @relation(foreignColumn: "group_id") @connection
        }
        type Thing @table(name: "property.things", scope: PUBLIC) {
          id: Int!
          count: Int
          weight: Float!
          name: String
          kind: Kind!
          day: Date
          isOpen: Boolean
          group: Group @relation(column: "group_id")
        }
        type Query { things: [Thing!]! @connection  groups: [Group!]! @connection }
        """

    /// Makes the tables and fills them. Texts compare by bytes, as `compareTexts` does.
    static var script: String {
        let groups = groups.map { "(\($0.id), \(literal($0.label)))" }.joined(separator: ", ")
        let things = all.map { thing in
            let values = [
                String(thing.id), thing.count.map(String.init) ?? "null", String(thing.weight), literal(thing.name),
                literal(thing.kind), literal(thing.day), thing.isOpen.map(String.init) ?? "null",
                thing.group.map { String($0.id) } ?? "null",
            ]
            return "(\(values.joined(separator: ", ")))"
        }.joined(separator: ",\n")
        return """
            create schema property;
            create table property.groups (id int primary key, label text collate "C");
            create table property.things (
                id int primary key, count int, weight float8 not null, name text collate "C",
                kind text collate "C" not null, day date, is_open bool, group_id int references property.groups);
            insert into property.groups values \(groups);
            insert into property.things values \(things);
            """
    }

    private static func literal(_ text: String?) -> String {
        text.map { "'\($0.replacing("'", with: "''"))'" } ?? "null"
    }
}
