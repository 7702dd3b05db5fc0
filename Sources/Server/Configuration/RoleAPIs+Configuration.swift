// SPDX-License-Identifier: Apache-2.0

package import Mapping
package import SQL
import Tenancy

extension RoleAPIs {
    /// What is served with this configuration.
    package init(mapping: Mapping, catalog: Catalog, configuration: ServerConfiguration) {
        self.init(
            mapping: mapping, catalog: catalog, roles: configuration.tenancy.databaseRoles ?? [catalog.loginRole],
            settings: configuration.planning, cursors: CursorCodec(key: configuration.cursorKey))
    }
}
