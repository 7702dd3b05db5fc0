// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Postgres

/// What the catalog says of triggers and rules that may change rows after they were written.
struct AfterEffectTests {
    private static let script = """
        create schema shop;
        create function shop.bump() returns trigger language plpgsql as 'begin return new; end';

        create table shop.plain (id int primary key, a int, b int, c int generated always as (a + 1) stored);
        create trigger before_all before insert or update on shop.plain for each row execute function shop.bump();
        create trigger gone after delete on shop.plain for each row execute function shop.bump();
        create trigger idle after insert or update on shop.plain for each row execute function shop.bump();
        alter table shop.plain disable trigger idle;
        create table shop.refers (id int references shop.plain on update cascade);

        create table shop.columns (id int primary key, a int, b int, c int generated always as (a + 1) stored);
        create trigger of_some after insert or update of b, a on shop.columns for each row execute function shop.bump();
        create table shop.computed (id int primary key, a int, c int generated always as (a + 1) stored);
        create trigger of_some after update of c on shop.computed for each row execute function shop.bump();
        create table shop.statements (id int);
        create trigger all_rows after update on shop.statements for each statement execute function shop.bump();

        create table shop.parted (day date) partition by range (day);
        create table shop.parted_2026 partition of shop.parted for values from ('2026-01-01') to ('2027-01-01');
        create trigger inserted after insert on shop.parted_2026 for each row execute function shop.bump();
        create table shop.parent (id int);
        create table shop.child () inherits (shop.parent);
        create table shop.grandchild () inherits (shop.child);
        create trigger updated after update on shop.grandchild for each row execute function shop.bump();

        create table shop.ruled (id int);
        create rule also as on insert to shop.ruled do also notify something;
        """

    @Test(arguments: TestServer.installations)
    func `triggers and rules after a write are described, with those of heirs`(programs: String) async throws {
        try await TestDatabase.with(programs) { database in
            _ = try await database.owner.simpleQuery(Self.script)
            let catalog = try await CatalogReader.read(database.owner)
            let effects = Dictionary(
                uniqueKeysWithValues: catalog.relations.filter { $0.name.schema == "shop" }
                    .map { ($0.name.name, Set($0.afterEffects)) })
            #expect(
                effects == [
                    "plain": [], "refers": [],
                    "columns": [AfterEffect(event: .insert), AfterEffect(event: .update, columns: ["a", "b"])],
                    // It fires where `a` is assigned.
                    "computed": [AfterEffect(event: .update)],
                    "statements": [AfterEffect(event: .update)],
                    "parted": [AfterEffect(event: .insert)],
                    "parent": [AfterEffect(event: .update)], "child": [AfterEffect(event: .update)],
                    "grandchild": [AfterEffect(event: .update)],
                    "ruled": [AfterEffect(event: .insert)],
                ])
        }
    }
}
