// SPDX-License-Identifier: Apache-2.0

internal import SQL

extension RoleGraph {
    /// Membership of these is worth as much as being a superuser, or lifts the grants on every table.
    static let predefinedPrivilegedRoles: Set<String> = [
        "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files", "pg_read_all_data",
        "pg_write_all_data",
    ]
}

extension Role {
    /// The attributes that let a role pass by row security, or make itself able to.
    var privilegedAttributes: [String] {
        var attributes: [String] = []
        if isSuperuser { attributes.append("SUPERUSER") }
        if bypassesRowSecurity { attributes.append("BYPASSRLS") }
        if canCreateRole { attributes.append("CREATEROLE") }
        if canReplicate { attributes.append("REPLICATION") }
        return attributes
    }
}
