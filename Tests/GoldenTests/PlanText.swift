// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Planning
import SQL

/// A planned statement as a golden file shows it: the SQL, then what is bound to each parameter.
enum PlanText {
    static func text(of statement: PlannedStatement, key: String) -> String {
        let parameters = statement.parameters.enumerated().map { index, parameter in
            "-- $\(index + 1): \(text(of: parameter.source))\(conversion(parameter.conversion))\n"
        }
        let unbound = statement.unboundParameters.map { parameter in
            "-- not bound: \(text(of: parameter.source))\(conversion(parameter.conversion))\n"
        }
        return "-- \(key)\n\(statement.sql.text);\n" + (parameters + unbound).joined()
    }

    /// The statements of a field that writes, in their order.
    static func text(of write: PlannedWrite, key: String) -> String {
        write.statements.enumerated().map { index, statement in
            text(of: statement.statement, key: "\(key), statement \(index + 1)")
        }
        .joined(separator: "\n")
    }

    private static func text(of source: Parameter.Source) -> String {
        switch source {
        case .constant(let value): text(of: value)
        case .variable(let name, let path): "$" + name + path.map(text(of:)).joined()
        case .list(let items): "[" + items.map { text(of: $0) }.joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\($0.name): \(text(of: $0.source))" }.joined(separator: ", ") + "}"
        case .cursorKey(let cursor, let index, let order):
            "key \(index + 1) of \(order.keyCount) of the cursor \(text(of: cursor))"
        case .nodeKey(let id, let typeName, let index):
            "key \(index + 1) of the \(typeName) of the id \(text(of: id))"
        }
    }

    private static func text(of segment: PathSegment) -> String {
        switch segment {
        case .key(let key): ".\(key)"
        case .index(let index): "[\(index)]"
        }
    }

    private static func text(of value: InputValue) -> String {
        switch value {
        case .null: "null"
        case .int(let number): String(number)
        case .float(let number): String(number)
        case .string(let text): "\"\(text)\""
        case .boolean(let flag): String(flag)
        case .number(let text): text
        case .enum(let name): name
        case .list(let items): "[" + items.map { text(of: $0) }.joined(separator: ", ") + "]"
        case .object(let fields):
            "{" + fields.map { "\($0.name): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
        }
    }

    private static func conversion(_ conversion: ParameterConversion) -> String {
        switch conversion {
        case .text: ""
        case .single: " as it is"
        case .uuid: " as uuid"
        case .integer(let bits): " as an integer of \(bits) bits"
        case .enumeration: " as stored"
        case .json, .document: " as JSON"
        case .share: " as a share"
        case .timeZone: " as a time zone"
        case .words: " as words"
        case .vector(let dimensions): " as a vector" + (dimensions.map { " of \($0) numbers" } ?? "")
        case .count: " as a count"
        case .array(let item): " as an array" + (item == .text ? "" : ", each item" + Self.conversion(item))
        }
    }
}
