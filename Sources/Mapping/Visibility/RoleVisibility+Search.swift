// SPDX-License-Identifier: Apache-2.0

import SQL

extension RoleVisibility {
    /// What `@search`, `@similar` and `@nearest` add, as far as the role's grants do not allow it.
    func hiddenFinding(of table: MappedTable, functions: [Function]) -> Set<String> {
        var hidden: Set<String> = []
        if let search = table.search {
            if !maySearch(search, of: table, functions: functions) {
                hidden.formUnion(["search", SearchNames.rank, SearchNames.headline])
            } else if !search.headline.allSatisfy({ may("SELECT", $0.name, of: table.relation) }) {
                hidden.insert(SearchNames.headline)
            }
        }
        if let similar = table.similar, !mayCompare(similar, of: table, functions: functions) {
            hidden.formUnion(["similar", SearchNames.similarity])
        }
        if let nearest = table.nearest, !may("SELECT", nearest.column, of: table.relation) {
            hidden.formUnion(["nearest", SearchNames.distance])
        }
        // Who may not search, or not by a vector, does not do both at once.
        if !hidden.isDisjoint(with: ["search", "nearest"]) { hidden.formUnion(["hybrid", SearchNames.score]) }
        return hidden
    }

    private func maySearch(_ search: MappedSearch, of table: MappedTable, functions: [Function]) -> Bool {
        // Words are read by the configuration, whatever finds the rows.
        if let schema = search.configurationSchema, !privileges.mayUse(schema: schema) { return false }
        switch search.source {
        case .column(let column): return may("SELECT", column, of: table.relation)
        case .function(let searched): return mayFind(by: searched, in: table, functions: functions)
        }
    }

    private func mayCompare(_ similar: MappedSimilar, of table: MappedTable, functions: [Function]) -> Bool {
        switch similar.source {
        case .column(let column, let schema):
            return may("SELECT", column, of: table.relation) && privileges.mayUse(schema: schema)
        case .function(let comparing): return mayFind(by: comparing, in: table, functions: functions)
        }
    }

    private func mayFind(by finding: MappedSearchFunction, in table: MappedTable, functions: [Function]) -> Bool {
        functions.contains { function in
            function.name == finding.name && function.identityArguments == finding.identityArguments
                && privileges.mayExecute(function)
        } && finding.key.allSatisfy { may("SELECT", $0.own, of: table.relation) }
    }
}
