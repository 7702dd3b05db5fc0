// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
package import Mapping
package import Postgres
package import SQL
package import Tenancy

/// Tries, as one identity, everything that its role may ask for, and looks for anything that another tenant owns.
///
/// It writes: mutations are tried too, and what they do is committed. Meant for a copy of a database.
package struct IsolationProof: Sendable {
    /// What came of one type.
    package struct TypeOutcome: Sendable {
        /// What was found out of the type's rows.
        package enum Verdict: Sendable, Hashable {
            /// Everything was tried, and nothing of B was found.
            case proved
            /// The same, where the policies compare no column: what is B's is what PostgreSQL shows to B and not to A.
            case provedAsShown
            /// The other tenant has no rows: nothing would have been found.
            case nothingToFind
            /// Nothing says whose rows they are.
            case ownerUnknown
            /// A's role sees nothing of the type.
            case notVisible
            /// Its rows are everybody's.
            case everybodys
            /// A view: its rows are proved where they come from.
            case view
        }

        package let type: String
        package let verdict: Verdict
        package let ownRows: Int
        package let foreignRows: Int
        /// How many operations were tried.
        package let tried: Int
    }

    /// Something of B that A saw, changed, or could tell.
    package struct Leak: Sendable {
        package let type: String
        package let operation: String
        package let query: String
        package let what: String
    }

    package let types: [TypeOutcome]
    package let leaks: [Leak]
    /// Operations that were answered with an error that says nothing of rows, by message: they proved nothing.
    package let refusals: [String: Int]
    /// How many texts of A's own were found: a walk that finds nothing proves nothing.
    package let ownTexts: Int

    package var isProved: Bool {
        leaks.isEmpty && ownTexts > 0
            && types.allSatisfy { $0.verdict != .nothingToFind && $0.verdict != .ownerUnknown }
    }

    /// The parts of a proof.
    package struct Setting: Sendable {
        let mapping: Mapping
        let catalog: Catalog
        let runner: OperationRunner
        let tenancy: TenancyConfiguration

        package init(mapping: Mapping, catalog: Catalog, runner: OperationRunner, tenancy: TenancyConfiguration) {
            self.mapping = mapping
            self.catalog = catalog
            self.runner = runner
            self.tenancy = tenancy
        }
    }

    /// - Parameters:
    ///   - owner: a connection that no policy binds.
    ///   - contexts: what a request of each identity runs as.
    package init(
        of own: ProofIdentity, against foreign: ProofIdentity, contexts: (own: TenantContext, foreign: TenantContext),
        in setting: Setting, owner connection: PostgresConnection
    ) async throws(PostgresError) {
        let tables = setting.mapping.tables.values.sorted { $0.typeName < $1.typeName }
        let role = contexts.own.databaseRole ?? setting.catalog.loginRole
        let visible = setting.mapping.visible(to: role, in: setting.catalog)
        _ = try await connection.simpleQuery("set row_security = off")
        let ownership = try await Ownership(
            of: own, against: foreign, contexts: contexts, visible: visible, in: setting, owner: connection)
        let keyColumns = setting.mapping.keyColumns
        let before = try await GroundTruth(ownership.own, of: tables, keyColumns: keyColumns, connection: connection)
        let theirs = try await GroundTruth(
            ownership.foreign, of: tables, keyColumns: keyColumns, connection: connection)
        // What everybody may read, and what the schema itself says, is no text of B's.
        let known = try await GroundTruth.texts(of: tables.filter { $0.scope == .public }, connection: connection)
            .union(before.texts).union(setting.mapping.schema.names)
        let walk = ProofWalk(mapping: visible, own: before, foreign: theirs)
        var run = ProofRun(
            runner: setting.runner, context: contexts.own, ownTexts: before.texts.subtracting(theirs.texts),
            foreignTexts: theirs.texts.subtracting(known))
        let cursors = await run.cursors(of: walk.pagedFields, as: contexts.foreign)
        for operation in walk.readings(cursors: cursors) {
            guard !Task.isCancelled else { throw .cancelled }
            await run.tryReading(operation)
        }
        for operation in walk.writings() {
            await run.tryWriting(operation)
            let after = try await GroundTruth(ownership.foreign, of: tables, connection: connection)
            for (type, rows) in theirs.rows.sorted(by: { $0.key < $1.key })
            where after.rows[type]?.checksum != rows.checksum {
                run.leak(operation, "changed B's \(type)")
            }
        }
        leaks = run.leaks
        refusals = run.refusals
        ownTexts = run.foundOwn.count
        types = tables.map { table in
            let own = before.rows[table.typeName]?.count ?? 0
            let foreign = theirs.rows[table.typeName]?.count ?? 0
            return TypeOutcome(
                type: table.typeName,
                verdict: Self.verdict(of: table, in: setting, visible: visible, ownership, foreignRows: foreign),
                ownRows: own, foreignRows: foreign, tried: run.tried[table.typeName] ?? 0)
        }
    }

    private static func verdict(
        of table: MappedTable, in setting: Setting, visible: Mapping, _ ownership: Ownership, foreignRows: Int
    ) -> TypeOutcome.Verdict {
        if table.scope == .public { return .everybodys }
        guard visible.schema.type(named: table.typeName) != nil else { return .notVisible }
        guard setting.catalog.holdsRows(table.relation) else { return .view }
        guard ownership.tells(table.typeName) else { return .ownerUnknown }
        guard foreignRows > 0 else { return .nothingToFind }
        if case .shown? = ownership.foreign[table.typeName] { return .provedAsShown }
        return .proved
    }
}
