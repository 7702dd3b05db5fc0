// SPDX-License-Identifier: Apache-2.0

import Postgres

extension PostgresError {
    /// What the log gets of an operation's error: no values, but what the application itself says to clients.
    var logDescription: String {
        guard case .server(let error) = self, SQLStateMapping.speaksToClients(error.sqlState) else {
            return descriptionWithoutValues
        }
        return "\(descriptionWithoutValues): \(error.message)"
    }
}
