// SPDX-License-Identifier: Apache-2.0

/// One thing that a database must fulfil before requests may run on it.
///
/// A rule is pure, looks at everything and reports every breach, so that one run shows all of them.
package protocol SafetyRule: Sendable {
    /// What the rule's findings are known by.
    var code: SafetyCode { get }

    func findings(in context: SafetyContext) -> [Finding]
}
