// SPDX-License-Identifier: Apache-2.0

import JSON

/// Which database role stands for which value of the role claim. A value that is not listed has none.
package struct RoleMapping: Sendable, Hashable {
    /// A value of the claim and the role that it stands for.
    package struct Entry: Sendable, Hashable {
        package let claim: String
        package let databaseRole: String
    }

    /// The claim value that stands for requests without a token.
    package static let anonymous = "anon"

    package let entries: [Entry]

    /// The five request roles of the shipped migrations.
    static let standard = RoleMapping(
        entries: ["anon", "member", "analyst", "admin", "service"].map {
            Entry(claim: $0, databaseRole: "palisade_\($0)")
        }
    )

    /// The role for a claim's value, compared by bytes; the value itself never gets into SQL.
    func databaseRole(for claim: String) -> String? {
        entries.first { $0.claim.hasSameBytes(as: claim) }?.databaseRole
    }
}

/// How the database role of a request is found.
package enum RolePolicy: Sendable, Hashable {
    /// From a claim, by a list of allowed roles.
    case claim(ClaimName, RoleMapping)
    /// No switch: the role that Palisade logs in as serves all requests.
    case loginRole
}
