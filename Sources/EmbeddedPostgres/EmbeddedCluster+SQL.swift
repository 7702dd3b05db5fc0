// SPDX-License-Identifier: Apache-2.0

/// What bootstrapping and tests need of a database before there is a driver: single scripts, run by the bundle's psql.
extension EmbeddedCluster {
    /// Runs SQL as the owner with psql and returns what it prints: rows without headings, columns parted by `|`.
    ///
    /// The script is psql's standard input, so it may hold secrets and psql's own commands; it stops at the first error.
    ///
    /// - Throws: `commandFailed` with psql's message; `notRunning`; `cancelled`.
    @discardableResult
    package func runSQL(_ script: String, database: String? = nil) async throws(EmbeddedPostgresError) -> String {
        guard processID != nil else {
            throw .notRunning
        }
        let result = try await ServerProgram.run(
            installation.path(of: "psql"),
            ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--no-password", "--set=ON_ERROR_STOP=1"],
            as: account,
            input: script + "\n",
            environment: [
                "PGHOST": socketDirectory, "PGPORT": String(DatabaseURL.port), "PGUSER": EmbeddedRole.owner.rawValue,
                "PGPASSWORD": credentials.ownerPassword, "PGDATABASE": database ?? databaseName,
                "PGCONNECT_TIMEOUT": "10", "PGCLIENTENCODING": "UTF8", "PGAPPNAME": "palisade",
            ])
        if let failure = result.failure {
            throw .commandFailed(program: "psql", reason: failure)
        }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    /// Gives `palisade_authenticator`, which the migrations create, the password of its URL.
    ///
    /// - Throws: `commandFailed` if there is no such role.
    package func setAuthenticatorPassword() async throws(EmbeddedPostgresError) {
        // A statement that fails would be written to the log, and its text contains the password.
        try await runSQL(
            """
            set log_min_error_statement = panic;
            alter role \(EmbeddedRole.authenticator.rawValue) password '\(credentials.authenticatorPassword)';
            """)
    }

    /// Creates a database owned by `postgres`, as a copy of the template; nobody may be connected to that.
    ///
    /// - Throws: `commandFailed` if there is one of that name.
    package func createDatabase(_ name: String, template: String = "template1") async throws(EmbeddedPostgresError) {
        try await runSQL(
            "create database \(Self.identifier(name)) template \(Self.identifier(template));", database: "postgres")
    }

    /// Drops a database, closing the connections to it; one that is not there is no error.
    package func dropDatabase(_ name: String) async throws(EmbeddedPostgresError) {
        try await runSQL("drop database if exists \(Self.identifier(name)) with (force);", database: "postgres")
    }

    /// The names of all databases but the templates, in order.
    package func databaseNames() async throws(EmbeddedPostgresError) -> [String] {
        let output = try await runSQL(
            "select datname from pg_database where not datistemplate order by datname collate \"C\";",
            database: "postgres")
        return output.split(separator: "\n").map(String.init)
    }

    func createDatabaseIfMissing() async throws(EmbeddedPostgresError) {
        // An earlier run may have been interrupted before it came to this.
        if try await !databaseNames().contains(databaseName) {
            try await createDatabase(databaseName)
        }
    }

    private static func identifier(_ name: String) -> String {
        "\"\(name.replacing("\"", with: "\"\""))\""
    }
}
