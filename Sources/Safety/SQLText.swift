// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Names as they stand in the SQL that findings print. The text is for people to read and run; we never run it.
extension QualifiedName {
    var sql: String { SQLIdentifier(schema).text + "." + SQLIdentifier(name).text }
}

extension String {
    /// This name as an SQL identifier.
    var sqlName: String { SQLIdentifier(self).text }

    /// This role's name as GRANT and CREATE POLICY write it.
    var sqlRole: String { self == "public" ? "public" : sqlName }
}

extension String {
    /// This text as an SQL literal.
    var literal: String { "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'" }
}

extension Sequence<String> {
    /// The names as a list of SQL identifiers.
    var sqlNames: String { map(\.sqlName).joined(separator: ", ") }

    /// The texts as a list of SQL literals.
    var literals: String { map(\.literal).joined(separator: ", ") }
}

extension Relation {
    /// ALTER TABLE that lets a column hold nothing but these texts.
    func limit(_ column: Column, to texts: Set<String>) -> String {
        """
        alter table \(name.sql) add constraint \("\(name.name)_\(column.name)_known".sqlName)
            check (\(column.name.sqlName) in (\(texts.sorted().literals)));
        """
    }
}

extension Function {
    /// `schema.name(arguments)`, as ALTER ROUTINE takes it.
    var sql: String { "\(name.sql)(\(identityArguments))" }
}

extension Relation {
    /// What ALTER and DROP call this kind of relation.
    var sqlKind: String {
        switch kind {
        case .table, .partitionedTable: "table"
        case .view: "view"
        case .materializedView: "materialized view"
        case .foreignTable: "foreign table"
        }
    }

    /// Whether it can have policies.
    var isTable: Bool {
        switch kind {
        case .table, .partitionedTable: true
        case .view, .materializedView, .foreignTable: false
        }
    }
}
