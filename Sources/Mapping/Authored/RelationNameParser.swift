// SPDX-License-Identifier: Apache-2.0

package import SQL

extension QualifiedName {
    /// Reads what `@table(name:)` holds: `training.sessions`, `sessions` (schema `public`), `"Odd Schema"."Table"`.
    ///
    /// Unquoted parts are taken as they are: the catalog decides whether they exist, case included. Nil where there are
    /// not one or two parts, a part is empty, or an unquoted one holds white space or a quote.
    package init?(parsing text: String) {
        var rest = text.unicodeScalars[...]
        guard let first = Self.part(from: &rest) else { return nil }
        guard let separator = rest.popFirst() else {
            self.init(schema: "public", name: first)
            return
        }
        guard separator == ".", let second = Self.part(from: &rest), rest.isEmpty else { return nil }
        self.init(schema: first, name: second)
    }

    /// Takes a part off the beginning: up to its closing quote, or up to the dot.
    private static func part(from rest: inout Substring.UnicodeScalarView) -> String? {
        var part = String.UnicodeScalarView()
        if rest.first == "\"" {
            rest.removeFirst()
            while let character = rest.popFirst() {
                if character == "\"" {
                    guard rest.first == "\"" else { return part.isEmpty ? nil : String(part) }
                    rest.removeFirst()
                }
                part.append(character)
            }
            return nil
        }
        while let character = rest.first, character != "." {
            guard character != "\"", !character.properties.isWhitespace else { return nil }
            part.append(character)
            rest.removeFirst()
        }
        return part.isEmpty ? nil : String(part)
    }
}
