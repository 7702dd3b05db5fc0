// SPDX-License-Identifier: Apache-2.0

package import JSON

/// The pages at `/playground`, and what only `palisade dev` offers them.
package struct Playground: Sendable {
    let site: StaticSite
    /// People to be, with tokens; nil outside of development.
    let identities: StaticFile?

    /// Whether operations may be explained: development only, since plans tell of rows that policies hide.
    var explains: Bool { identities != nil }

    /// - Parameter identities: an array of `{name, role, tenantId, userId, token}`, for development only.
    package init(site: StaticSite, identities: JSON? = nil) {
        self.site = site
        self.identities = identities.map { StaticFile($0.bytes, type: "application/json; charset=utf-8") }
    }
}
