// SPDX-License-Identifier: Apache-2.0

import SQL

/// Finds the columns that a row's id among all types is made of.
extension MappingResolver {
    /// The columns of the type's key, without the tenant; empty where the type is none of `Node`.
    mutating func nodeKey(
        of table: AuthoredTable, in relation: Relation, fields: [String: MappedField]
    ) -> [MappedColumn] {
        guard authored.isNode(table) else { return [] }
        let key = table.keyFieldNames.compactMap { name -> MappedColumn? in
            guard case .column(let column)? = fields[name] else { return nil }
            return column
        }
        // A field that does not fit its column is reported where it stands.
        guard key.count == table.keyFieldNames.count else { return [] }
        guard findsOneRow(key.map(\.name), of: relation) else {
            faults.append(
                MappingFault(
                    "Type '\(table.typeName)' is found by its id, but no unique key of \(table.relation) covers "
                        + "\(key.map(\.name).joined(separator: ", ")), so that several rows may be found.",
                    hint: "Name the fields of a unique key in @table(key: […]), or add a UNIQUE constraint.",
                    at: table.origin))
            return []
        }
        return key
    }
}
