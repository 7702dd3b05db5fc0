// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Mapping
import Postgres
import SQL
import Server
import Tenancy

/// `palisade why`
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Show which grant or policy lets somebody see a row or hides it, policy by policy.",
        discussion: """
            Connects as the owner, past row-level security, evaluates each policy as the person's role with the person's \
            context, and rolls everything back. For the command line only: an endpoint would tell everybody what exists. \
            Exit codes: 0 visible, 1 hidden.
            """)

    @Option(
        name: .customLong("schema"), parsing: .singleValue,
        help: ArgumentHelp("The SDL: a file or a folder. (PALISADE_SCHEMA)", valueName: "file-or-folder"))
    var schemaPaths: [String] = []

    @Option(
        help: ArgumentHelp(
            "The database, as a login that no policy binds. (PALISADE_OWNER_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    @Option(help: "The function that is called first in each transaction. (PALISADE_PRE_REQUEST)")
    var preRequest: String?

    @Option(help: "The type whose row it is, such as Trainee.")
    var type: String

    @Option(help: "The row's key; given once for each part of a key of several columns.")
    var id: [String]

    @Option(help: "A field of the type, where one is missing rather than the row.")
    var field: String?

    @OptionGroup var identity: IdentityOptions

    func run() async throws {
        let plain = ConfigurationSource(flags: [
            ConfigurationSource.Flag(
                .schema, "--schema", schemaPaths.isEmpty ? nil : schemaPaths.joined(separator: ",")),
            ConfigurationSource.Flag(.ownerDatabaseURL, "--database-url", databaseURL),
            ConfigurationSource.Flag(.preRequest, "--pre-request", preRequest),
        ])
        guard let url = plain.value(.ownerDatabaseURL) else {
            throw CommandError(
                .configuration,
                "Nobody but the owner can tell a hidden row from none. Give --database-url or set "
                    + "PALISADE_OWNER_DATABASE_URL.")
        }
        let connected = try ConnectedAPI(plain.asking(url))
        let tenancy = connected.configuration.tenancy
        // Where requests need a token, what is missing for one is said.
        let context =
            try identity.context(tenancy)
            ?? identity.token(tenancy, lifetime: IdentityOptions.lifetime).context
        let report = try await connected.withDatabase { connection, check, catalog in
            let mapping = try check.requiredMapping()
            guard let table = mapping.tables[type], let relation = catalog.relation(table.relation) else {
                throw CommandError(.usage, "The SDL has no type '\(type)' with @table.")
            }
            if let field, table.fields[field] == nil {
                throw CommandError(.usage, "The type '\(type)' has no field '\(field)'.")
            }
            let inspector = RowInspector(
                tenancy: tenancy, preRequest: connected.configuration.preRequest, catalog: catalog,
                connection: connection, enums: mapping.forms.enums)
            do throws(RowInspector.Failure) {
                let diagnosis = try await inspector.diagnose(
                    id, of: table, relation: relation, role: context.databaseRole ?? catalog.loginRole,
                    context: context)
                return RowDiagnosisReport(diagnosis: diagnosis, table: table, person: person, field: field)
            } catch {
                throw CommandError(error, relation: relation)
            }
        }
        StandardStream.output.write(report.text)
        if !report.isVisible { throw ExitStatus.faultsFound.exitCode }
    }

    private var person: String {
        guard !identity.isNobody else { return "Somebody without a token" }
        let parts = [("user", identity.user), ("tenant", identity.tenant)].compactMap { name, value in
            value.map { "\(name) \($0)" }
        }
        return parts.isEmpty ? "Somebody" : parts.joined(separator: " of ").capitalizedFirst
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension CommandError {
    fileprivate init(_ failure: RowInspector.Failure, relation: Relation) {
        switch failure {
        case .postgres(let error): self.init(error)
        case .boundLogin:
            self.init(
                .configuration,
                "The policies of \(relation.name) bind this login, which then cannot tell a hidden row from none. "
                    + "Connect as one that is SUPERUSER or BYPASSRLS.")
        case .keyParts(let count):
            self.init(.usage, "The key of \(relation.name) has \(count) parts; give --id for each, in its order.")
        case .argument: self.init(.usage, "A key contains U+0000.")
        }
    }
}
