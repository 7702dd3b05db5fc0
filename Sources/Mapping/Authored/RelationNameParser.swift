// SPDX-License-Identifier: Apache-2.0

package import SQL

extension QualifiedName {
    /// Reads what `@table(name:)` holds: `training.sessions`, `sessions` (schema `public`), `"Odd Schema"."Table"`.
    ///
    /// Unquoted parts are taken as they are: the catalog decides whether they exist, case included.
    /// Nil where there are not one or two parts, or a part is empty.
    package init?(parsing text: String) {
        var parts: [String] = [""]
        var isQuoted = false
        var characters = text.unicodeScalars.makeIterator()
        var pending = characters.next()
        while let character = pending {
            pending = characters.next()
            switch character {
            case "\"" where isQuoted && pending == "\"":
                parts[parts.count - 1].unicodeScalars.append("\"")
                pending = characters.next()
            case "\"":
                isQuoted.toggle()
            case "." where !isQuoted:
                parts.append("")
            default:
                parts[parts.count - 1].unicodeScalars.append(character)
            }
        }
        guard !isQuoted, parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(schema: parts.count == 2 ? parts[0] : "public", name: parts[parts.count - 1])
    }
}
