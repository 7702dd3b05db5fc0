// SPDX-License-Identifier: Apache-2.0

/// What the JSON parser accepts beyond the grammar.
package struct JSONLimits: Sendable, Hashable {
    /// How the escape `\u0000` is taken. PostgreSQL's text cannot hold that character.
    package enum NullCharacter: Sendable, Hashable {
        case allowed
        case refused
    }

    /// The deepest nesting that can be asked for, so that recursion stays within any thread's stack.
    package static let deepestPossible = 512

    /// How many arrays and objects may be open at once; 0 admits only scalars.
    package let maximumDepth: Int
    /// How the escape `\u0000` is taken.
    package let nullCharacter: NullCharacter

    /// - Parameter maximumDepth: brought into 0…`deepestPossible`.
    package init(maximumDepth: Int = 64, nullCharacter: NullCharacter = .allowed) {
        self.maximumDepth = min(max(maximumDepth, 0), JSONLimits.deepestPossible)
        self.nullCharacter = nullCharacter
    }
}
