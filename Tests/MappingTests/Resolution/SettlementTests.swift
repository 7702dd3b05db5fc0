// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Mapping

/// When RETURNING answers the new state of a row.
@Suite struct SettlementTests {
    private func settlement(
        _ effects: [AfterEffect] = [], kind: RelationKind = .table, isDeclared: Bool = false
    ) -> Settlement {
        Settlement(
            of: Relation(
                name: QualifiedName(schema: "shop", name: "things"), kind: kind,
                columns: ["tenant", "id", "code", "a", "b"].map { Column(name: $0, type: .builtIn("text")) },
                primaryKey: Key(name: "things_pkey", columns: ["tenant", "id"]),
                uniqueKeys: [Key(name: "things_code_key", columns: ["tenant", "code"])], afterEffects: effects),
            isDeclared: isDeclared)
    }

    @Test func `nothing runs afterwards`() {
        #expect(settlement().ofInsert)
        #expect(settlement().ofUpdate(of: ["a"]))
        #expect(settlement(kind: .partitionedTable).ofInsert)
    }

    @Test func `an AFTER trigger may change the row of its event`() {
        let afterInsert = settlement([AfterEffect(event: .insert)])
        #expect(!afterInsert.ofInsert)
        #expect(afterInsert.ofUpdate(of: ["a"]))
        let afterUpdate = settlement([AfterEffect(event: .update)])
        #expect(afterUpdate.ofInsert)
        #expect(!afterUpdate.ofUpdate(of: ["a"]))
    }

    @Test func `a trigger of some columns runs where one of them is assigned`() {
        let settlement = settlement([AfterEffect(event: .update, columns: ["b"])])
        #expect(settlement.ofUpdate(of: ["a"]))
        #expect(!settlement.ofUpdate(of: ["a", "b"]))
    }

    @Test func `a foreign key may act where a key is assigned, whatever is declared`() {
        #expect(!settlement().ofUpdate(of: ["a", "code"]))
        #expect(!settlement(isDeclared: true).ofUpdate(of: ["id"]))
    }

    @Test func `the author knows that a trigger leaves the row alone`() {
        let settlement = settlement([AfterEffect(event: .insert), AfterEffect(event: .update)], isDeclared: true)
        #expect(settlement.ofInsert)
        #expect(settlement.ofUpdate(of: ["a"]))
    }

    @Test(arguments: [RelationKind.view, .foreignTable, .materializedView])
    func `what is no table is read again`(kind: RelationKind) {
        #expect(!settlement(kind: kind, isDeclared: true).ofInsert)
        #expect(!settlement(kind: kind, isDeclared: true).ofUpdate(of: ["a"]))
    }
}
