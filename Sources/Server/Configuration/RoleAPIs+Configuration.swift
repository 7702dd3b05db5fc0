// SPDX-License-Identifier: Apache-2.0

package import Mapping
package import SQL
package import Safety
import Tenancy

extension RoleAPIs {
    /// What is served with this configuration.
    ///
    /// - Parameter unsafe: what is closed for now.
    package init(
        mapping: Mapping, catalog: Catalog, configuration: ServerConfiguration, unsafe: SafetyReach = SafetyReach()
    ) {
        self.init(
            mapping: mapping, catalog: catalog, roles: configuration.tenancy.databaseRoles ?? [catalog.loginRole],
            settings: configuration.planning, cursors: CursorCodec(key: configuration.cursorKey), unsafe: unsafe)
    }
}
