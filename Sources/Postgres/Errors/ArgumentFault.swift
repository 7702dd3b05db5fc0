// SPDX-License-Identifier: Apache-2.0

/// Why work cannot be sent to PostgreSQL as it is.
package enum ArgumentFault: Sendable, Hashable {
    /// The text of a statement contains a NUL byte, where libpq would cut it short.
    case statementContainsNUL
    /// A statement has more parameters than the protocol can count.
    case tooManyParameters(count: Int)
    /// A statement began a COPY, which is not supported; the connection was closed.
    case copyNotSupported
}

extension ArgumentFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .statementContainsNUL: "A statement contains the character U+0000."
        case .tooManyParameters(let count): "A statement has \(count) parameters; PostgreSQL takes at most 65,535."
        case .copyNotSupported: "COPY between client and server is not supported."
        }
    }
}
