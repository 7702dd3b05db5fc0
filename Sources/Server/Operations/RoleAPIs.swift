// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
package import Mapping
package import Planning
package import SQL
package import Safety

/// The API as each role sees it: what its GRANTs do not allow is no part of it.
///
/// Made once each time that the catalog is read. Roles that see the same share one view.
package struct RoleAPIs: Sendable {
    let cursors: CursorCodec
    /// Whether the database has a table for idempotency keys.
    let keepsIdempotencyKeys: Bool
    /// Schemas that requests look for names in beside those of the session.
    let searchedSchemas: [String]
    private let views: [String: ServedAPI]

    /// - Parameters:
    ///   - roles: the database roles that requests run as; no other is answered.
    ///   - unsafe: what is closed for now, though roles see it.
    package init(
        mapping: Mapping, catalog: Catalog, roles: [String], settings: PlanningSettings, cursors: CursorCodec,
        unsafe: SafetyReach = SafetyReach()
    ) {
        self.cursors = cursors
        searchedSchemas = mapping.searchedSchemas
        keepsIdempotencyKeys = IdempotencyTable.isThere(in: catalog)
        var views: [String: ServedAPI] = [:]
        var known: [String: ServedAPI] = [:]
        func view(_ mapping: Mapping) -> ServedAPI {
            let text = SchemaPrinter.print(mapping.schema)
            let view =
                known[text]
                ?? ServedAPI(mapping: mapping, settings: settings, cursors: cursors, number: known.count)
            known[text] = view
            return view
        }
        for role in roles {
            let visible = mapping.visible(to: role, in: catalog)
            let whole = view(visible)
            let open =
                unsafe.everything || unsafe.roles.contains(role)
                ? visible.closed() : visible.without(unsafe.relations, functions: unsafe.functions)
            let openView = view(open)
            views[role] = openView.number == whole.number ? whole : ServedAPI(whole, open: openView)
        }
        self.views = views
    }

    /// What a role sees; nil for one that no request runs as.
    package func view(of role: String) -> ServedAPI? { views[role] }
}
