// SPDX-License-Identifier: Apache-2.0

import Testing

/// The extension intarray has operators of its own for arrays of int4, which refuse arrays with nulls.
@Suite struct IntegerArrayTests {
    private static let script = """
        create extension intarray;
        create domain public.place as int check (value > 0);
        create domain public.places as public.place[];
        create table public.runs (id int primary key, marks int[], places public.places);
        insert into public.runs values (1, '{1,2}', '{1}'), (2, '{2,null}', '{2,3}'), (3, '{}', '{}'), (4, null, null);
        """
    private static let sdl = """
        type Run @table(name: "public.runs", key: ["id"], scope: USER) { id: ID!  marks: [Int]  places: [Int] }
        type Query { runs: [Run!]! @connection }
        """

    @Test(arguments: [
        ("marks: {contains: [2]}", [1, 2]), ("marks: {contains: []}", [1, 2, 3]),
        ("marks: {containedBy: [1, 2]}", [1, 3]), ("marks: {overlaps: [1, 9]}", [1]), ("marks: {overlaps: []}", []),
        ("places: {contains: [3]}", [2]), ("places: {containedBy: [1, 2]}", [1, 3]),
        ("places: {overlaps: [1, 2]}", [1, 2]), ("places: {eq: [2, 3]}", [2]), ("marks: {isEmpty: true}", [3]),
    ])
    func `lists are compared by PostgreSQL's own operators`(filter: String, rows: [Int]) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let nodes = rows.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
            try await database.expect(
                "{ runs(where: {\(filter)}) { nodes { id } } }", answers: #"{"runs":{"nodes":[\#(nodes)]}}"#)
        }
    }
}
