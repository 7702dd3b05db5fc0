// SPDX-License-Identifier: Apache-2.0

import SQL

extension RoleVisibility {
    /// What `@search` and `@nearest` add, as far as the role's grants do not allow it.
    func hiddenFinding(of table: MappedTable, functions: [Function]) -> Set<String> {
        var hidden: Set<String> = []
        if let search = table.search {
            if !maySearch(search, of: table, functions: functions) {
                hidden.formUnion(["search", SearchNames.rank, SearchNames.headline])
            } else if !search.headline.allSatisfy({ may("SELECT", $0.name, of: table.relation) }) {
                hidden.insert(SearchNames.headline)
            }
        }
        if let nearest = table.nearest, !may("SELECT", nearest.column, of: table.relation) {
            hidden.formUnion(["nearest", SearchNames.distance])
        }
        return hidden
    }

    private func maySearch(_ search: MappedSearch, of table: MappedTable, functions: [Function]) -> Bool {
        switch search.source {
        case .column(let column): return may("SELECT", column, of: table.relation)
        case .function(let searched):
            return functions.contains { function in
                function.name == searched.name && function.identityArguments == searched.identityArguments
                    && privileges.mayExecute(function)
            } && searched.key.allSatisfy { may("SELECT", $0.own, of: table.relation) }
        }
    }
}
