// SPDX-License-Identifier: Apache-2.0

/// The settings that a server is started with. Given as arguments, they win over `postgresql.conf` and `ALTER SYSTEM`.
enum ServerSettings {
    /// What `pg_hba.conf` says: a password (SCRAM) on the local socket, and nothing else: no peer, no trust, no TCP, no
    /// replication.
    static let authentication = """
        # Written by palisade at each start.
        local all all scram-sha-256
        """

    /// The arguments of `postgres`, without its program.
    static func arguments(data: String, socketDirectory: String, options: EmbeddedClusterOptions) -> [String] {
        // Data lies on an SSD or in memory: the default of 4 makes the planner prefer scans over index probes.
        var settings: [(String, String)] = [("random_page_cost", "1.1")]
        settings += options.settings.sorted { $0.key < $1.key }
        switch options.durability {
        case .durable:
            break
        case .disposable:
            settings += [
                ("fsync", "off"), ("full_page_writes", "off"), ("wal_level", "minimal"), ("max_wal_senders", "0"),
            ]
        }
        // Last, because of two values the later counts.
        settings += [
            ("listen_addresses", ""),
            ("port", String(DatabaseURL.port)),
            ("unix_socket_directories", "\"" + socketDirectory.replacing("\"", with: "\"\"") + "\""),
            ("unix_socket_permissions", "0700"),
            ("hba_file", "\(data)/pg_hba.conf"),
            ("password_encryption", "scram-sha-256"),
            ("logging_collector", "off"),
            ("log_destination", "stderr"),
            ("log_statement", "none"),
            ("log_min_duration_statement", "-1"),
            // With its details an error that a row causes is logged with the row.
            ("log_error_verbosity", "terse"),
            ("log_parameter_max_length", "0"),
            ("log_parameter_max_length_on_error", "0"),
            ("log_timezone", "UTC"),
            ("timezone", "UTC"),
        ]
        return ["-D", data] + settings.flatMap { ["-c", "\($0.0)=\($0.1)"] }
    }
}
