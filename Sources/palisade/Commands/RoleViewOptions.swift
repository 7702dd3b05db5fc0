// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GraphQLSchema
import Mapping
import Server
import Tenancy

/// Whose view of a schema is asked for. What a role sees follows from its GRANTs, so a role needs the database.
struct RoleViewOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what this role's grants allow: its name in tokens, such as member. Needs the database.",
            valueName: "role"))
    var role: String?

    @Option(help: ArgumentHelp("The database, for --role. (PALISADE_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    func validate() throws {
        if databaseURL != nil, role == nil {
            throw ValidationError("Give --role with --database-url: without it the schema follows from the SDL alone.")
        }
    }

    /// The part of an SDL's schema that the role sees; all of it without a role.
    ///
    /// - Throws: `usage` for a role that requests cannot have; `configuration` where the SDL does not fit the database.
    func schema(of whole: SDLFiles.Content, files: SchemaFiles) async throws -> SDLFiles.Content {
        guard let role else { return whole }
        guard case .mapped = whole else {
            throw CommandError(.usage, "The SDL maps no table, so that every role sees all of it. Leave out --role.")
        }
        let connected = try ConnectedAPI(
            ConfigurationSource(flags: [
                ConfigurationSource.Flag(.schema, "--schema", files.paths.joined(separator: ",")),
                ConfigurationSource.Flag(.databaseURL, "--database-url", databaseURL),
            ]))
        let databaseRole = try connected.databaseRole(named: role)
        return try await connected.withDatabase { _, check, catalog in
            let mapping = try check.requiredMapping()
            return .plain(mapping.visible(to: databaseRole, in: catalog).schema)
        }
    }
}

extension ConnectedAPI {
    /// The database role for a role's name in tokens; a database role of the allow-list stands for itself.
    ///
    /// - Throws: `usage` for any other.
    func databaseRole(named name: String) throws(CommandError) -> String {
        switch configuration.tenancy.roles {
        case .loginRole:
            throw CommandError(.usage, "Roles are not switched here (PALISADE_ROLES=off). Leave out --role.")
        case .claim(_, let mapping):
            let entry =
                mapping.entries.first { $0.claim == name } ?? mapping.entries.first { $0.databaseRole == name }
            guard let entry else {
                let known = mapping.entries.map(\.claim).joined(separator: ", ")
                throw CommandError(.usage, "There is no role '\(name)' in tokens; there are \(known).")
            }
            return entry.databaseRole
        }
    }
}
