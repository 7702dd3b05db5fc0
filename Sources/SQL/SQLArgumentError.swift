// SPDX-License-Identifier: Apache-2.0

/// A value that cannot be a parameter of a statement.
package enum SQLArgumentError: Error, Sendable, Hashable {
    /// The value of the parameter `$parameter` contains a NUL byte.
    case containsNUL(parameter: Int)
}

extension SQLArgumentError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .containsNUL(let parameter):
            "The value of parameter \(parameter) contains the character U+0000, which PostgreSQL cannot store."
        }
    }
}
