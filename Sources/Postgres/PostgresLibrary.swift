// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

/// The library that speaks with PostgreSQL.
package enum PostgresLibrary {
    /// Its version, such as `15.13`.
    package static var version: String {
        let number = Int(PQlibVersion())
        return "\(number / 10_000).\(number % 10_000)"
    }
}
