// SPDX-License-Identifier: Apache-2.0

import JSON
import Mapping
import Postgres
import SQL
import Safety
import Tenancy

/// Which rows of a relation are somebody's: a condition on a row called `t`.
enum OwnedRows: Sendable {
    /// Those with this value in the column that the policies compare with the tenant or user.
    case compared(column: String, value: String)
    /// Those whose key is among these: what PostgreSQL itself showed, where the policies compare no column.
    case shown(key: [String], values: Set<JSON>)

    /// The condition, with one placeholder, and what stands in its place.
    var condition: (sql: SQLFragment, argument: String) {
        switch self {
        case .compared(let column, let value):
            return ("t.\(SQLIdentifier(column))::text = \(SQLPlaceholder(id: 0))", value)
        case .shown(let key, let values):
            let sql: SQLFragment =
                "\(Self.array(of: key)) in (select jsonb_array_elements(\(SQLPlaceholder(id: 0))::jsonb))"
            return (sql, JSON.array(Array(values)).text)
        }
    }

    /// The rows whose column has the identity's tenant or user; nil where the identity has none.
    init?(of identity: ProofIdentity, owner: RowOwner) {
        let (column, value) =
            switch owner {
            case .tenant(let column): (column, identity.tenant)
            case .user(let column): (column, identity.user)
            }
        guard let value else { return nil }
        self = .compared(column: column, value: value)
    }

    /// Whether there are any, read past row-level security.
    func exist(in relation: QualifiedName, _ connection: PostgresConnection) async throws(PostgresError) -> Bool {
        let (condition, argument) = condition
        let sql: SQLFragment = "select exists (select from \(relation) as t where \(condition))"
        let result = try await connection.query(
            SQLStatement(text: sql.rendered().text), try Self.arguments(argument))
        return result.text(row: 0, column: 0) == "t"
    }

    static func arguments(_ value: String) throws(PostgresError) -> SQLArguments {
        var arguments = SQLArguments()
        do throws(SQLArgumentError) {
            try arguments.append(value)
        } catch {
            throw .invalidArgument(.statementContainsNUL)
        }
        return arguments
    }

    /// The keys of the rows that PostgreSQL shows to somebody; nil where the role may not read them.
    ///
    /// - Parameter key: the columns that tell the relation's rows apart.
    static func keys(
        of relation: QualifiedName, key: [String], shownTo context: TenantContext, by runner: OperationRunner
    ) async throws(PostgresError) -> Set<JSON>? {
        let sql: SQLFragment = "select coalesce(json_agg(\(array(of: key))), '[]') from \(relation) as t"
        let segment: Segment
        do throws(SQLArgumentError) {
            segment = try runner.opening.segment(
                for: context, statements: [BoundStatement(statement: SQLStatement(text: sql.rendered().text))])
        } catch {
            throw .invalidArgument(.statementContainsNUL)
        }
        let results: [ResultSet]
        do throws(PostgresError) {
            results = try await runner.pool.execute(segment)
        } catch {
            if case .server(let refusal) = error, refusal.sqlState == "42501" { return nil }
            throw error
        }
        let text = results.last?.text(row: 0, column: 0) ?? "[]"
        return (try? JSON.parse(text, limits: .ofDocuments)).flatMap(\.arrayValue).map { Set($0) }
    }

    private static func array(of key: [String]) -> SQLFragment {
        let columns = key.map { "t.\(SQLIdentifier($0))" as SQLFragment }
        return "jsonb_build_array(\(columns.joined(by: ", ")))"
    }
}
