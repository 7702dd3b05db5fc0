// SPDX-License-Identifier: Apache-2.0

package import SQL

/// What a policy's expression looks at, for people who ask why it decides as it does.
package struct PolicyReading: Sendable {
    /// Calls that give a part of the request's context, as the policy writes them: `palisade.tenant_id()`.
    package let contextCalls: [String]
    /// Columns of the row that are compared with the context.
    package let comparedColumns: [String]

    package init(of expression: String, on relation: Relation) {
        let read = PolicyExpression(expression)
        contextCalls = read.contextCallTexts.uniqued()
        comparedColumns = read.contextComparisons(columns: Set(relation.columns.map(\.name))).map(\.column).uniqued()
    }
}
