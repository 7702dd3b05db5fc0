// SPDX-License-Identifier: Apache-2.0

package import SQL

/// A statement together with the values of its parameters.
package struct BoundStatement: Sendable {
    /// The text; it is prepared once on each connection and role.
    package var statement: SQLStatement

    /// The values for `$1`…
    package var arguments: SQLArguments

    package init(statement: SQLStatement, arguments: SQLArguments = SQLArguments()) {
        self.statement = statement
        self.arguments = arguments
    }
}
