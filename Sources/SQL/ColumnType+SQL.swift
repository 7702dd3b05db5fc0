// SPDX-License-Identifier: Apache-2.0

extension SQLFragment.StringInterpolation {
    /// A type's name, as a cast writes it.
    ///
    /// PostgreSQL's own types go without their schema, which is searched first unless a search path says otherwise.
    package mutating func appendInterpolation(_ type: ColumnType) {
        if type.name.schema == "pg_catalog" {
            appendInterpolation(
                bareTypeNames.contains(type.name.name)
                    ? SQLFragment(parts: [.text(type.name.name)]) : "\(SQLIdentifier(type.name.name))")
        } else {
            appendInterpolation(type.name)
        }
        if type.isArray { appendLiteral("[]") }
    }
}

/// Key words that mean the type of the same name where a type is expected. (`bit` and `char` do not: bare, they mean
/// `bit(1)` and `bpchar`.)
private let bareTypeNames: Set<String> = ["interval", "json", "numeric", "time", "timestamp", "varchar"]
