// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import JSON
import Postgres
import SQL
import Server
import Tenancy

/// Asks PostgreSQL how it would run an operation, and finds the tables that it would read whole.
struct PlanReader {
    let view: RoleView
    let catalog: Catalog
    let configuration: ServerConfiguration
    let connection: PostgresConnection

    /// Why an operation has no plan.
    struct Refusal: Error {
        let text: String
    }

    private static let nobody = "00000000-0000-4000-8000-000000000000"

    func scans(of operation: OperationDefinition, in source: Source) async throws -> Result<[TableScan], Refusal> {
        let request = OperationRequest(
            query: String(decoding: source.utf8, as: UTF8.self), operationName: operation.name?.value,
            variables: SampleVariables.json(for: operation, schema: view.api.schema))
        // Nothing is run, so nobody has to be let in: without the function that would ask whether they may.
        let explainer = OperationExplainer(
            api: view.api, tenancy: configuration.tenancy, loginRole: catalog.loginRole, preRequest: nil,
            timeout: configuration.requestTimeout)
        let context = try DevelopmentToken(
            tenancy: configuration.tenancy, tenant: Self.nobody, user: Self.nobody, role: view.claim,
            lifetime: .seconds(60)
        ).context
        do throws(OperationExplainer.Failure) {
            let statements = try explainer.statements(of: request)
            let plans = try await explainer.plans(of: statements, as: context, depth: .structure, on: connection)
            let sizes = try await tableSizes()
            return .success(
                zip(statements, plans).flatMap { statement, plan in
                    Self.scannedTables(plan.joined(separator: "\n")).map { table in
                        TableScan(
                            file: source.name, operation: operation.title, field: statement.field,
                            table: table.description, rowCount: sizes[table] ?? 0)
                    }
                })
        } catch {
            switch error {
            case .operation(let errors): return .failure(Refusal(text: errors.map(\.message).joined(separator: " ")))
            case .postgres(let error): throw CommandError(error)
            }
        }
    }

    /// The tables of sequential scans in a plan.
    private static func scannedTables(_ plan: String) -> Set<QualifiedName> {
        guard let json = try? JSON.parse(plan) else { return [] }
        var tables: Set<QualifiedName> = []
        var pending = [json]
        while let next = pending.popLast() {
            if next["Node Type"]?.stringValue?.contains("Seq Scan") == true,
                let name = next["Relation Name"]?.stringValue
            {
                tables.insert(QualifiedName(schema: next["Schema"]?.stringValue ?? "public", name: name))
            }
            pending += next.arrayValue ?? next.members?.map(\.value) ?? []
        }
        return tables
    }

    /// How many rows each table had when it was last analyzed.
    private func tableSizes() async throws(OperationExplainer.Failure) -> [QualifiedName: Int] {
        let query = """
            select n.nspname, c.relname, greatest(c.reltuples, 0)::bigint
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm')
            """
        do throws(PostgresError) {
            let result = try await connection.simpleQuery(query)
            var sizes: [QualifiedName: Int] = [:]
            for rows in result {
                for row in 0..<rows.rowCount {
                    guard let schema = rows.text(row: row, column: 0), let name = rows.text(row: row, column: 1) else {
                        continue
                    }
                    sizes[QualifiedName(schema: schema, name: name)] = rows.text(row: row, column: 2).flatMap {
                        Int($0)
                    }
                }
            }
            return sizes
        } catch {
            throw .postgres(error)
        }
    }
}
