// SPDX-License-Identifier: Apache-2.0

/// What an embedded cluster is to be like.
package struct EmbeddedClusterOptions: Sendable {
    /// What a crash of the machine may cost.
    package enum Durability: Sendable {
        /// Nothing that was committed: PostgreSQL's defaults.
        case durable
        /// Everything: for clusters that are thrown away after a test. Faster, because nothing is forced to disk. The
        /// death of a process still costs nothing.
        case disposable
    }

    /// Where the credentials and, if the server's account can reach it, the data are kept; created if missing.
    package var directory: String
    /// The database that is created, owned by `postgres`.
    package var databaseName: String
    package var durability: Durability
    /// Further settings of `postgresql.conf`. They cannot change where the server listens, who may log in, or what it
    /// logs.
    package var settings: [String: String]
    /// The programs; `nil` to look for them.
    package var installation: PostgresInstallation?
    /// How long the server may take until it accepts connections, recovery from a crash included.
    package var startTimeout: Duration

    /// - Parameter directory: an absolute path, or one relative to the working directory.
    package init(
        directory: String, databaseName: String = "palisade", durability: Durability = .durable,
        settings: [String: String] = [:], installation: PostgresInstallation? = nil,
        startTimeout: Duration = .seconds(120)
    ) {
        self.directory = directory
        self.databaseName = databaseName
        self.durability = durability
        self.settings = settings
        self.installation = installation
        self.startTimeout = startTimeout
    }
}
