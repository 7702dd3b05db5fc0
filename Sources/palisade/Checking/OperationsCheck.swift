// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import JSON
import Mapping
import Postgres
import SQL
import Server
import Tenancy

/// Client documents held against the API and the database: what is no longer valid, and what reads a large table whole.
struct OperationsCheck {
    /// A table of fewer rows is read whole as fast as by an index.
    static let largeTable = 10_000

    private(set) var faults: [FileFault] = []
    private(set) var scans: [TableScan] = []
    /// What could not be looked at, and why.
    private(set) var notes: [String] = []

    /// Looks at every operation of the files.
    ///
    /// - Throws: `CommandError` where the database is out of reach.
    init(
        _ sources: [Source], mapping: Mapping, catalog: Catalog, configuration: ServerConfiguration,
        connection: PostgresConnection
    ) async throws {
        let views = Self.views(mapping, catalog, configuration)
        for source in sources {
            let document: Document
            do throws(GraphQLError) {
                document = try Parser.parse(source, limits: .schema)
            } catch {
                faults.append(FileFault(error, in: source))
                continue
            }
            let found = Validator.validate(document, against: mapping.schema)
            faults += found.map { FileFault($0, in: source) }
            guard found.isEmpty else { continue }
            // Whoever may send it: the plan of one role stands for all.
            guard let view = views.first(where: { Validator.validate(document, against: $0.api.schema).isEmpty }) else {
                notes.append("\(source.name): no role's grants allow all that it names.")
                continue
            }
            for case .operation(let operation) in document.definitions {
                let reader = PlanReader(
                    view: view, catalog: catalog, configuration: configuration, connection: connection)
                switch try await reader.scans(of: operation, in: source) {
                case .success(let scans): self.scans += scans.filter { $0.rowCount >= Self.largeTable }
                case .failure(let reason):
                    notes.append("\(source.name), \(operation.title): not planned with sample values: \(reason.text)")
                }
            }
        }
    }

    private static func views(
        _ mapping: Mapping, _ catalog: Catalog, _ configuration: ServerConfiguration
    ) -> [RoleView] {
        let apis = RoleAPIs(mapping: mapping, catalog: catalog, configuration: configuration)
        let roles: [(claim: String?, role: String)] =
            switch configuration.tenancy.roles {
            case .loginRole: [(nil, catalog.loginRole)]
            case .claim(_, let mapping): mapping.entries.map { ($0.claim, $0.databaseRole) }
            }
        return roles.compactMap { claim, role in apis.view(of: role).map { RoleView(claim: claim, api: $0) } }
    }
}

/// What a role sees, and its name in tokens.
struct RoleView {
    let claim: String?
    let api: ServedAPI
}

/// That an operation reads a table from end to end.
struct TableScan {
    let file: String
    let operation: String
    let field: String
    let table: String
    let rowCount: Int

    var text: String {
        "warning PA601: \(operation) in \(file)\n    '\(field)' reads all of \(table), about \(rowCount) rows: no index "
            + "serves its filter or order. 'palisade explain' shows the plan.\n"
    }

    var json: JSON {
        .object([
            JSONMember(name: "code", value: .string("PA601")), JSONMember(name: "file", value: .string(file)),
            JSONMember(name: "operation", value: .string(operation)), JSONMember(name: "field", value: .string(field)),
            JSONMember(name: "table", value: .string(table)), JSONMember(name: "rows", value: JSON(rowCount)),
        ])
    }
}

extension OperationDefinition {
    /// What messages call it.
    var title: String { name.map { "operation \($0.value)" } ?? "the operation without a name" }
}
