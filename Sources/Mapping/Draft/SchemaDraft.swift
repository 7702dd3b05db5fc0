// SPDX-License-Identifier: Apache-2.0

package import SQL

/// A first SDL for a database that is there, for its author to edit: what `palisade schema init` writes.
package struct SchemaDraft: Sendable {
    /// The SDL.
    package let text: String
    /// What was left out, and why.
    package let notes: [String]

    /// - Parameters:
    ///   - schemas: the schemas whose relations are drafted; nil for all.
    ///   - mutations: whether fields that write are drafted as well.
    package init(of catalog: Catalog, schemas: Set<String>?, mutations: Bool = false) {
        var notes: [String] = []
        let relations = catalog.relations.filter { relation in
            guard schemas?.contains(relation.name.schema) ?? (relation.name.schema != "palisade") else { return false }
            switch relation.kind {
            case .table, .partitionedTable: return true
            case .view:
                if !relation.isSecurityInvoker {
                    notes.append("\(relation.name) is left out: the view reads with its owner's rights (PA106).")
                }
                return relation.isSecurityInvoker
            case .materializedView, .foreignTable:
                notes.append("\(relation.name) is left out: it cannot have policies (PA107).")
                return false
            }
        }
        var types: [String] = []
        var roots: [String] = []
        var rootNames: Set<String> = []
        var writes: [String] = []
        var writeNames: Set<String> = []
        for table in Self.tables(of: relations, functions: catalog.functions, notes: &notes) {
            types.append(table.text)
            types += table.enums
            notes += table.notes
            roots += table.roots(taken: &rootNames)
            if mutations { writes += table.mutations(taken: &writeNames) }
        }
        let rootTypes = [("Query", roots), ("Mutation", writes)].filter { !$0.1.isEmpty }.map { name, fields in
            "type \(name) {\n" + fields.map { "  \($0)\n" }.joined() + "}\n"
        }
        text =
            "# A first draft of what this database holds. Rename, reorder and take out as you like;\n"
            + "# 'palisade validate' and 'palisade check' say what does not fit.\n\n"
            + (types + rootTypes).joined(separator: "\n")
        self.notes = notes
    }

    /// The relations that have something to show. What refers to another one is drafted without that.
    private static func tables(
        of relations: [Relation], functions: [Function], notes: inout [String]
    ) -> [DraftTable] {
        var relations = relations
        while true {
            let names = DraftNames.types(for: relations)
            var types = DraftTypes(taken: Set(names.values))
            let tables = relations.map { relation in
                var table = DraftTable(relation, relations: relations, names: names, functions: functions)
                table.draft(types: &types)
                return table
            }
            let empty = Set(tables.filter(\.fields.isEmpty).map(\.name))
            if empty.isEmpty { return tables }
            notes += relations.map(\.name).filter(empty.contains).map {
                "\($0) is left out: it has no column that can be served."
            }
            relations.removeAll { empty.contains($0.name) }
        }
    }
}
