// SPDX-License-Identifier: Apache-2.0

package import Mapping
package import Postgres
package import SQL
import Safety
package import Tenancy

/// Finds out why somebody sees a row or does not, policy by policy.
///
/// The row is read with the rights of the owner's login, which no policy may bind. Its values are then given to each
/// policy's expression under the request's role, with the request's context: what the policy reads elsewhere is read as a
/// request would. All of it happens in a transaction that is rolled back.
package struct RowInspector: Sendable {
    /// Why there is no answer.
    package enum Failure: Error, Sendable {
        case postgres(PostgresError)
        /// The login is bound by the table's policies itself, and so cannot tell a hidden row from none.
        case boundLogin
        /// The key has this many parts.
        case keyParts(Int)
        /// A value contains U+0000.
        case argument
    }

    private let tenancy: TenancyConfiguration
    private let preRequest: QualifiedName?
    private let catalog: Catalog
    private let connection: PostgresConnection
    /// Of each enum, the stored text of each value.
    private let enums: [String: [String: String]]

    package init(
        tenancy: TenancyConfiguration, preRequest: QualifiedName?, catalog: Catalog, connection: PostgresConnection,
        enums: [String: [String: String]]
    ) {
        self.tenancy = tenancy
        self.preRequest = preRequest
        self.catalog = catalog
        self.connection = connection
        self.enums = enums
    }

    /// Several rows may have the key where it is unique per tenant only; more than these are not looked at.
    private static let maximumRows = 5

    /// - Parameters:
    ///   - id: the parts of the key, in its order.
    ///   - role: the database role of the request.
    package func diagnose(
        _ id: [String], of table: MappedTable, relation: Relation, role: String, context: TenantContext
    ) async throws(Failure) -> RowDiagnosis {
        try await run("begin")
        let outcome: Result<RowDiagnosis, Failure>
        do throws(Failure) {
            outcome = .success(try await look(id, table, relation, role, context))
        } catch {
            outcome = .failure(error)
        }
        try await run("rollback")
        return try outcome.get()
    }

    private func look(
        _ id: [String], _ table: MappedTable, _ relation: Relation, _ role: String, _ context: TenantContext
    ) async throws(Failure) -> RowDiagnosis {
        guard id.count == table.orderingKey.count else { throw .keyParts(table.orderingKey.count) }
        let found = try await rows(zip(id, table.orderingKey).map(stored), table, relation)
        let refusal = try await become(role, context)
        let privileges = RolePrivileges(of: role, in: catalog)
        let maySelect = privileges.holds("SELECT", onSomeOf: relation)
        var rows: [RowDiagnosis.Row] = []
        for row in found {
            var policies: [RowDiagnosis.PolicyOutcome] = []
            if relation.hasRowSecurity {
                for policy in relation.policies where policy.command == .select || policy.command == .all {
                    policies.append(try await outcome(of: policy, on: row, relation, role))
                }
            }
            rows.append(
                RowDiagnosis.Row(
                    key: row.key, policies: policies,
                    isAdmitted: Self.admits(policies, relation: relation),
                    isVisible: maySelect ? try await isVisible(row, relation) : false))
        }
        return RowDiagnosis(
            relation: relation, role: role, refusal: refusal, maySelect: maySelect,
            hiddenColumns: relation.columns.map(\.name).filter { !privileges.holds("SELECT", on: $0, of: relation) },
            rows: rows)
    }

    /// What the API answers as a value of an enum is another text in the database.
    private func stored(_ text: String, _ column: MappedColumn) -> String {
        guard case .enumeration(let name) = column.scalar else { return text }
        return enums[name]?[text] ?? text
    }

    /// PostgreSQL: at least one permissive policy holds, and every restrictive one.
    private static func admits(_ policies: [RowDiagnosis.PolicyOutcome], relation: Relation) -> Bool {
        guard relation.hasRowSecurity else { return true }
        let applied = policies.filter { $0.verdict != .notForRole }
        return applied.contains { $0.policy.isPermissive && $0.verdict == .holds }
            && applied.allSatisfy { $0.policy.isPermissive || $0.verdict == .holds }
    }

    // MARK: The row

    private struct FoundRow {
        /// The whole row as PostgreSQL writes a composite value.
        let text: String
        let key: [(column: String, value: String?)]
        let values: [String: String?]
    }

    private func rows(
        _ id: [String], _ table: MappedTable, _ relation: Relation
    ) async throws(Failure) -> [FoundRow] {
        // Silent filtering becomes an error: a row that this login may not see must not be taken for none.
        try await run("set local row_security = off")
        let columns = relation.columns.map { "looked.\(SQLIdentifier($0.name))::text" as SQLFragment }
        let limit = SQLFragment(number: Self.maximumRows)
        func statement(_ condition: (MappedColumn, SQLPlaceholder) -> SQLFragment) -> String {
            let conditions = table.orderingKey.enumerated().map { condition($1, SQLPlaceholder(id: $0)) }
            let sql: SQLFragment = """
                select looked::text, \(columns.joined(by: ", ")) from \(relation.name) as looked
                where \(conditions.joined(by: " and ")) limit \(limit)
                """
            return sql.rendered().text
        }
        var result: ResultSet
        do throws(Failure) {
            result = try await query(statement { "looked.\(SQLIdentifier($0.name))::text = \($1)" }, id)
        } catch {
            if case .postgres(.server(let server)) = error, server.sqlState == "42501" { throw .boundLogin }
            throw error
        }
        if result.rowCount == 0 {
            // A value has more than one text: in capitals, without a netmask, as the API answers a time. What is none of the
            // type is no row's.
            let byValue = statement { column, value in
                let type = column.type.base.map { ColumnType(name: $0) } ?? column.type
                return "looked.\(SQLIdentifier(column.name)) = \(value)::\(type)"
            }
            _ = try await attempt { () async throws(Failure) in result = try await query(byValue, id) }
        }
        let key = relation.primaryKey?.columns ?? table.orderingKey.map(\.name)
        return (0..<result.rowCount).map { row in
            var values: [String: String?] = [:]
            for (index, column) in relation.columns.enumerated() {
                values[column.name] = result.text(row: row, column: index + 1)
            }
            return FoundRow(
                text: result.text(row: row, column: 0) ?? "", key: key.map { ($0, values[$0] ?? nil) }, values: values)
        }
    }

    // MARK: The person

    /// Sets what a request sets, and switches to its role.
    ///
    /// - Returns: what the function before each request says, where it refuses.
    private func become(_ role: String, _ context: TenantContext) async throws(Failure) -> String? {
        try await run("set local row_security = on")
        var values = context.boundValues
        var names = tenancy.settingNames
        if context.databaseRole != nil {
            values.removeFirst()
            names.removeFirst()
        }
        for (name, value) in zip(names, values) {
            let sql: SQLFragment = "select set_config(\(SQLFragment(constant: name)), \(SQLPlaceholder(id: 0)), true)"
            _ = try await query(sql.rendered().text, [String(decoding: value, as: UTF8.self)])
        }
        let become: SQLFragment = "set local role \(SQLIdentifier(role))"
        try await run(become.rendered().text)
        guard let preRequest else { return nil }
        let call: SQLFragment = "select \(preRequest)()"
        return try await attempt { () async throws(Failure) in _ = try await query(call.rendered().text, []) }
    }

    private func isVisible(_ row: FoundRow, _ relation: Relation) async throws(Failure) -> Bool {
        let conditions = row.key.indices.map { index -> SQLFragment in
            "\(SQLIdentifier(row.key[index].column))::text = \(SQLPlaceholder(id: index))"
        }
        let sql: SQLFragment = "select count(*) from \(relation.name) where \(conditions.joined(by: " and "))"
        var isVisible = false
        _ = try await attempt { () async throws(Failure) in
            let result = try await query(sql.rendered().text, row.key.map { $0.value ?? "" })
            isVisible = result.text(row: 0, column: 0) != "0"
        }
        return isVisible
    }

    // MARK: Policies

    private func outcome(
        of policy: Policy, on row: FoundRow, _ relation: Relation, _ role: String
    ) async throws(Failure) -> RowDiagnosis.PolicyOutcome {
        let rights = RoleGraph(roles: catalog.roles).rights(of: role)
        guard policy.roles.contains(where: { $0 == "public" || rights.contains($0) }) else {
            return RowDiagnosis.PolicyOutcome(policy: policy, verdict: .notForRole, context: [], row: [])
        }
        // Without an expression a permissive policy admits nothing, and a restrictive one restricts nothing.
        guard let using = policy.using else {
            return RowDiagnosis.PolicyOutcome(
                policy: policy, verdict: policy.isPermissive ? .fails : .holds, context: [], row: [])
        }
        let reading = PolicyReading(of: using, on: relation)
        var context: [(String, String?)] = []
        for call in reading.contextCalls {
            var value: String?
            let failure = try await attempt { () async throws(Failure) in
                // The text is PostgreSQL's own print of a policy, which the database's owner wrote.
                value = try await query("select (\(call))::text", []).text(row: 0, column: 0)
            }
            context.append((call, failure ?? value))
        }
        var holds = false
        let alias = SQLIdentifier(relation.name.name)
        let type: SQLFragment = "\(relation.name)"
        let source: SQLFragment = "(select (\(SQLPlaceholder(id: 0))::text::\(type)).*) as \(alias)"
        let failure = try await attempt { () async throws(Failure) in
            let result = try await query("select (\(using)) is true from \(source.rendered().text)", [row.text])
            holds = result.text(row: 0, column: 0) == "t"
        }
        return RowDiagnosis.PolicyOutcome(
            policy: policy, verdict: failure.map { .error($0) } ?? (holds ? .holds : .fails), context: context,
            row: reading.comparedColumns.map { ($0, row.values[$0] ?? nil) })
    }

    // MARK: Statements

    /// Runs something that may be refused, without ending the transaction.
    ///
    /// - Returns: what PostgreSQL says, where it refuses.
    private func attempt(_ body: () async throws(Failure) -> Void) async throws(Failure) -> String? {
        try await run("savepoint attempt")
        do throws(Failure) {
            try await body()
            try await run("release savepoint attempt")
            return nil
        } catch {
            guard case .postgres(.server(let server)) = error else { throw error }
            try await run("rollback to savepoint attempt")
            return server.message
        }
    }

    private func run(_ script: String) async throws(Failure) {
        do throws(PostgresError) {
            _ = try await connection.simpleQuery(script)
        } catch {
            throw .postgres(error)
        }
    }

    private func query(_ text: String, _ values: [String]) async throws(Failure) -> ResultSet {
        var arguments = SQLArguments()
        do throws(SQLArgumentError) {
            for value in values { try arguments.append(value) }
        } catch {
            throw .argument
        }
        do throws(PostgresError) {
            return try await connection.query(SQLStatement(text: text), arguments)
        } catch {
            throw .postgres(error)
        }
    }
}
