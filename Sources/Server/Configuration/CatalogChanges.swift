// SPDX-License-Identifier: Apache-2.0

import SQL

/// What differs between two states of a database in what a mapping was made from.
///
/// Grants, policies and comments are no part of it: no mapping depends on them.
struct CatalogChanges {
    /// Those that are gone, and those whose columns or keys are not what they were.
    let relations: Set<QualifiedName>
    /// Those that are gone or are otherwise.
    let functions: Set<QualifiedName>

    var isEmpty: Bool { relations.isEmpty && functions.isEmpty }

    init(from old: Catalog, to new: Catalog) {
        let present = Dictionary(
            new.relations.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
        relations = Set(old.relations.filter { present[$0.name] != $0.shape }.map(\.name))
        functions = Set(Set(old.functions).subtracting(new.functions).map(\.name))
    }
}

extension Relation {
    /// The relation without what no mapping depends on.
    fileprivate var shape: Relation {
        var shape = self
        shape.owner = ""
        shape.hasRowSecurity = false
        shape.forcesRowSecurity = false
        shape.isSecurityInvoker = false
        shape.indexes = []
        shape.policies = []
        shape.grants = []
        shape.triggerFunctions = []
        shape.comment = nil
        for index in shape.columns.indices { shape.columns[index].comment = nil }
        return shape
    }
}
