// SPDX-License-Identifier: Apache-2.0

/// A piece of SQL as a value: text that stands in our source, identifiers, placeholders, and other fragments.
///
/// Its literals are `StaticString`s, so a `String` made at run time cannot become SQL: a name goes in as an
/// `SQLIdentifier`, a value as an `SQLPlaceholder`, a fixed piece of text as a literal.
///
///     let rows: SQLFragment = "select \(columns) from \(table) where \(column) = \(placeholder)"
package struct SQLFragment: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case placeholder(SQLPlaceholder)
        /// Text with line breaks that are part of a name or constant: it is never indented.
        case verbatim(String)
        /// Lines that begin within the parts are indented by one step more.
        case indented([Part])

        /// A quoted name or constant.
        static func quoted(_ text: String) -> Part {
            text.utf8.contains(UInt8(ascii: "\n")) ? .verbatim(text) : .text(text)
        }
    }

    private(set) var parts: [Part]

    init(parts: [Part]) {
        self.parts = parts
    }

    /// Nothing at all.
    package static let empty = SQLFragment(parts: [])

    package var isEmpty: Bool { parts.isEmpty }

    /// A whole number, which needs no quoting.
    package init(number: Int) {
        parts = [.text(number < 0 ? "(\(number))" : String(number))]
    }

    /// A text constant, quoted. For names out of a schema (response keys, enum labels), never for input:
    /// a value is a placeholder.
    package init(constant: String) {
        var quoted = "'"
        var needsEscapes = false
        for scalar in constant.unicodeScalars {
            switch scalar {
            case "'": quoted += "''"
            case "\\":
                needsEscapes = true
                quoted += "\\\\"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        quoted += "'"
        // E'' reads the same whatever standard_conforming_strings says.
        parts = [.quoted(needsEscapes ? "E" + quoted : quoted)]
    }

    /// This fragment, then another.
    package static func + (left: SQLFragment, right: SQLFragment) -> SQLFragment {
        SQLFragment(parts: left.parts + right.parts)
    }

    /// The fragment with its further lines indented by one step (4 spaces).
    package static func indented(_ fragment: SQLFragment) -> SQLFragment {
        SQLFragment(parts: [.indented(fragment.parts)])
    }
}

extension SQLFragment: ExpressibleByStringInterpolation {
    package typealias StringLiteralType = StaticString

    package init(stringLiteral value: StaticString) {
        parts = [.text("\(value)")]
    }

    package init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { parts.append(.text("\(literal)")) }
        }

        package mutating func appendInterpolation(_ fragment: SQLFragment) {
            parts += fragment.parts
        }

        package mutating func appendInterpolation(_ identifier: SQLIdentifier) {
            parts.append(.quoted(identifier.text))
        }

        package mutating func appendInterpolation(_ name: QualifiedName) {
            parts.append(.quoted(SQLIdentifier(name.schema).text + "." + SQLIdentifier(name.name).text))
        }

        package mutating func appendInterpolation(_ placeholder: SQLPlaceholder) {
            parts.append(.placeholder(placeholder))
        }
    }
}

extension Sequence<SQLFragment> {
    /// The fragments with a separator between them.
    package func joined(by separator: SQLFragment) -> SQLFragment {
        var parts: [SQLFragment.Part] = []
        for (index, fragment) in enumerated() {
            if index > 0 { parts += separator.parts }
            parts += fragment.parts
        }
        return SQLFragment(parts: parts)
    }
}

/// Stands for a value that is bound when the statement runs. What it is bound to is the business of who made it:
/// `id` is a position in the planner's list.
package struct SQLPlaceholder: Sendable, Hashable {
    package let id: Int

    package init(id: Int) {
        self.id = id
    }
}
