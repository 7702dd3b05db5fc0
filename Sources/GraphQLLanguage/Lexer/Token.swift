// SPDX-License-Identifier: Apache-2.0

/// The smallest unit of the grammar. Specification: "Lexical Tokens".
struct Token {
    var kind: Kind
    /// UTF-8 byte offsets, `start` inclusive, `end` exclusive.
    var start: Int32
    var end: Int32

    var range: SourceRange { SourceRange(start: start, end: end) }

    /// The kinds of token; comments never leave the lexer.
    enum Kind: UInt8 {
        case endOfFile
        case exclamationMark, dollar, ampersand, parenthesisLeft, parenthesisRight, spread, colon, equals, at
        case bracketLeft, bracketRight, braceLeft, pipe, braceRight
        case name, int, float, string, blockString

        /// As a message names it: punctuators quoted, the other kinds by name.
        var text: String {
            switch self {
            case .endOfFile: "<EOF>"
            case .exclamationMark: #""!""#
            case .dollar: #""$""#
            case .ampersand: #""&""#
            case .parenthesisLeft: #""(""#
            case .parenthesisRight: #"")""#
            case .spread: #""...""#
            case .colon: #"":""#
            case .equals: #""=""#
            case .at: #""@""#
            case .bracketLeft: #""[""#
            case .bracketRight: #""]""#
            case .braceLeft: #""{""#
            case .pipe: #""|""#
            case .braceRight: #""}""#
            case .name: "Name"
            case .int: "Int"
            case .float: "Float"
            case .string: "String"
            case .blockString: "BlockString"
            }
        }
    }
}
