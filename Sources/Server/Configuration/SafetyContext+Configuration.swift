// SPDX-License-Identifier: Apache-2.0

import Mapping
import Safety
import Tenancy

extension TenancyConfiguration {
    /// Settings and functions that hold the request's tenant, as `SafetyContext` has them.
    var tenantNames: Set<String> { names(["palisade.tenant_id"], filledBy: tenantClaim) }

    /// Settings and functions that hold the request's user, as `SafetyContext` has them.
    var userNames: Set<String> { names(["palisade.user_id", "auth.uid"], filledBy: userClaim) }

    private func names(_ standard: Set<String>, filledBy claim: ClaimName) -> Set<String> {
        standard.union(extraSettings.filter { $0.claim == claim }.map(\.name))
    }
}

extension RowScope {
    /// What an SDL declares of a table.
    init(_ scope: TableScope) {
        switch scope {
        case .tenant: self = .tenant
        case .user: self = .user
        case .public: self = .public
        }
    }
}
