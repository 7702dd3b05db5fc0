// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// A row's `nodeId` as SQL: the text that `NodeID` reads.
struct NodeSQL {
    let table: MappedTable
    let alias: SQLIdentifier
    let forms: ValueForms

    /// As a value of the row that is never null.
    var column: ColumnSQL {
        let column = MappedColumn(
            name: NodeNames.field, type: .builtIn("text"), scalar: .id, isNotNull: true, isNonNull: true)
        return ColumnSQL(column, reference: expression, forms: forms)
    }

    private var expression: SQLFragment {
        let key = table.nodeKey.map { "\(alias).\(SQLIdentifier($0.name))::text" as SQLFragment }
        let parts = ([SQLFragment(constant: table.typeName)] + key).joined(by: ", ")
        // PostgreSQL's base64 has line breaks and padding, and two characters that mean something in URLs.
        return "translate(encode(convert_to(json_build_array(\(parts))::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')"
    }
}
