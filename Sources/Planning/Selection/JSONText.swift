// SPDX-License-Identifier: Apache-2.0

import SQL

/// JSON that a statement puts together as text: what is the same in every row, and expressions between.
///
/// `concat` looks up once in a statement how its arguments become text. The JSON functions do so for each argument of
/// each row, which costs more than everything else about a short row
/// (docs/decisions/0060-json-put-together-as-text.md).
struct JSONText {
    private enum Part {
        case fixed(String)
        case value(SQLFragment)
    }

    private var parts: [Part]

    /// Text that is the same in every row: JSON's signs, names of the API. It is not escaped.
    static func fixed(_ text: String) -> JSONText { JSONText(parts: [.fixed(text)]) }

    /// An expression whose text is JSON as PostgreSQL prints it. Of NULL nothing is written at all.
    static func value(_ sql: SQLFragment) -> JSONText { JSONText(parts: [.value(sql)]) }

    static func + (left: JSONText, right: JSONText) -> JSONText {
        var text = left
        text.append(right)
        return text
    }

    private mutating func append(_ other: JSONText) {
        guard case .fixed(let end)? = parts.last, case .fixed(let start)? = other.parts.first else {
            parts += other.parts
            return
        }
        parts[parts.count - 1] = .fixed(end + start)
        parts += other.parts.dropFirst()
    }

    /// An object. Keys are names of GraphQL, which need no escapes.
    static func object(_ members: [(key: String, value: JSONText)]) -> JSONText {
        var text = JSONText.fixed("{")
        for (index, member) in members.enumerated() {
            text.append(.fixed("\(index > 0 ? "," : "")\"\(member.key)\":"))
            text.append(member.value)
        }
        text.append(.fixed("}"))
        return text
    }

    /// A list over rows.
    ///
    /// - Parameters:
    ///   - element: the JSON of a row as text, never NULL.
    ///   - ordering: ORDER BY within the call.
    ///   - filter: FILTER behind it.
    static func list(
        of element: SQLFragment, ordering: SQLFragment = .empty, filter: SQLFragment = .empty
    ) -> JSONText {
        // Over no rows string_agg is NULL, of which nothing is written.
        .fixed("[") + .value("string_agg(\(element), ','\(ordering))\(filter)") + .fixed("]")
    }

    /// The text as one expression, which is never NULL.
    var sql: SQLFragment {
        Self.concat(
            parts.map { part in
                switch part {
                case .fixed(let text): SQLFragment(constant: text)
                case .value(let sql): sql
                }
            })
    }

    private static func concat(_ arguments: [SQLFragment]) -> SQLFragment {
        guard arguments.count > maximumArguments else { return "concat(\(arguments.joined(by: ", ")))" }
        return concat(
            stride(from: 0, to: arguments.count, by: maximumArguments).map { start in
                concat(Array(arguments[start..<min(start + maximumArguments, arguments.count)]))
            })
    }

    /// PostgreSQL: "Preset Options", `max_function_args`.
    private static let maximumArguments = 100
}
