// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
package import Mapping
package import Planning
package import SQL

/// The API as each role sees it: what its GRANTs do not allow is no part of it.
///
/// Made once each time that the catalog is read. Roles that see the same share one view.
package struct RoleAPIs: Sendable {
    let cursors: CursorCodec
    private let views: [String: ServedAPI]

    /// - Parameter roles: the database roles that requests run as; no other is answered.
    package init(
        mapping: Mapping, catalog: Catalog, roles: [String], settings: PlanningSettings, cursors: CursorCodec
    ) {
        self.cursors = cursors
        var views: [String: ServedAPI] = [:]
        var known: [String: ServedAPI] = [:]
        for role in roles {
            let visible = mapping.visible(to: role, in: catalog)
            let text = SchemaPrinter.print(visible.schema)
            let view =
                known[text]
                ?? ServedAPI(mapping: visible, settings: settings, cursors: cursors, number: known.count)
            known[text] = view
            views[role] = view
        }
        self.views = views
    }

    /// What a role sees; nil for one that no request runs as.
    package func view(of role: String) -> ServedAPI? { views[role] }
}
