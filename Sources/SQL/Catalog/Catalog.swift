// SPDX-License-Identifier: Apache-2.0

/// What a database holds, as far as serving it is concerned: a plain description without a connection.
///
/// Read by `Postgres.CatalogReader`, or from a recorded file in tests; mapping, planning and the safety rules
/// take nothing else, so that all of them run without a database.
package struct Catalog: Sendable, Hashable, Codable {
    /// PostgreSQL's `server_version_num`: 180006 for 18.6.
    package var serverVersion: Int
    /// Tables, views and the like, outside PostgreSQL's own schemas.
    package var relations: [Relation]
    /// Functions outside PostgreSQL's own schemas.
    package var functions: [Function]
    /// The database itself; nil in a catalog made by hand.
    package var database: Container?
    /// Schemas other than PostgreSQL's own.
    package var schemas: [Container]
    /// All roles of the cluster.
    package var roles: [Role]
    /// The role that the catalog was read as, or is to be judged for: the login role.
    package var loginRole: String
    /// What the database says about personal data, where it was read.
    package var dataMap: DataMap?
    /// The installed extensions: name → schema. Nil in a catalog made by hand.
    package var extensions: [String: String]?
    /// The text search configurations, PostgreSQL's own too. Nil in a catalog made by hand.
    package var textSearchConfigurations: [QualifiedName]?
    /// The login role's `search_path`, as it is set. Nil in a catalog made by hand.
    package var searchPath: String?

    package init(
        serverVersion: Int, relations: [Relation] = [], functions: [Function] = [], database: Container? = nil,
        schemas: [Container] = [], roles: [Role] = [], loginRole: String = "", extensions: [String: String]? = nil,
        textSearchConfigurations: [QualifiedName]? = nil, searchPath: String? = nil
    ) {
        self.serverVersion = serverVersion
        self.relations = relations
        self.functions = functions
        self.database = database
        self.schemas = schemas
        self.roles = roles
        self.loginRole = loginRole
        self.extensions = extensions
        self.textSearchConfigurations = textSearchConfigurations
        self.searchPath = searchPath
    }

    /// The relation of this name; nil if there is none. Linear in the number of relations: used at load, not per request.
    package func relation(_ name: QualifiedName) -> Relation? { relations.first { $0.name == name } }

    /// The relations by their names, for who looks for many. Made anew each time.
    package var relationsByName: [QualifiedName: Relation] {
        Dictionary(relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The role of this name; nil if there is none. Linear, as `relation` is.
    package func role(_ name: String) -> Role? { roles.first { $0.name == name } }

    /// Schemas of extensions that own types of these columns, and that names are not looked for in: there no `=` of such a
    /// type is found.
    package func unsearchedSchemas(of columns: [Column]) -> [String] {
        guard let searchPath, let extensions else { return [] }
        let searched = searchPath.split(separator: ",").map { part in
            String(part.drop { $0 == " " || $0 == "\"" }.prefix { $0 != "\"" && $0 != " " })
        }
        let unsearched = Set(extensions.values).subtracting(searched + ["pg_catalog"])
        guard !unsearched.isEmpty else { return [] }
        let used = columns.map { ($0.type.base ?? $0.type.name).schema }
        return unsearched.intersection(used).sorted()
    }
}

/// The name of a relation, function or type with its schema, as the catalog spells it (no quotes).
package struct QualifiedName: Sendable, Hashable, Codable, CustomStringConvertible {
    package var schema: String
    package var name: String

    package init(schema: String, name: String) {
        self.schema = schema
        self.name = name
    }

    /// `schema.name`, for messages; not for SQL.
    package var description: String { "\(schema).\(name)" }
}
