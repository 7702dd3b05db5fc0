// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Why a literal is none of a type. Specification: "Input Coercion" of scalars and enums.
struct LiteralFault {
    let message: String

    /// Nil if the literal is one of `type`.
    ///
    /// - Parameter expected: `type` with the wrappers of its position, for the message.
    init?(_ value: Value, as type: NamedType, at expected: TypeRef, _ suggestions: Suggestions) {
        switch type {
        case .scalar, .enum:
            guard let message = LeafLiteral.fault(in: value, as: type, suggestions: suggestions) else { return nil }
            self.message = message
        case .inputObject, .object, .interface, .union:
            message = "Expected value of type \"\(expected)\", found \(Printer.print(value))."
        }
    }
}
