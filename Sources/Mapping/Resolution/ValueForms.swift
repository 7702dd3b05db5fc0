// SPDX-License-Identifier: Apache-2.0

/// What SQL that writes values has to know beside their columns.
package struct ValueForms: Sendable {
    /// Names in PostgreSQL of each enum's values: enum → value → stored text.
    package let enums: [String: [String: String]]
    /// Whether there is `json_scalar`, which looks up how a type becomes JSON once in a statement; `to_json` does so for
    /// each value. PostgreSQL has it since 17.
    package let hasJSONScalar: Bool

    /// - Parameter serverVersion: PostgreSQL's `server_version_num`.
    package init(enums: [String: [String: String]], serverVersion: Int) {
        self.enums = enums
        hasJSONScalar = serverVersion >= 170_000
    }
}
