// SPDX-License-Identifier: Apache-2.0

/// Reads SQL as far as needed to see where statements end. PostgreSQL: "Lexical Structure".
struct SQLScanner {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var statement = OpenStatement()

    /// What is known of the statement that is being read.
    private struct OpenStatement {
        var offset: Int?
        var words: [String] = []
        var parentheses = 0
        /// How deep in BEGIN ATOMIC … END, and in CASE … END within it.
        var blocks = 0

        /// CREATE [OR REPLACE] FUNCTION | PROCEDURE, the only statements whose body may hold semicolons.
        var createsRoutine: Bool {
            let rest = words.starts(with: ["create", "or", "replace"]) ? words.dropFirst(3) : words.dropFirst()
            return words.first == "create" && (rest.first == "function" || rest.first == "procedure")
        }
    }

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func statements() throws(SQLScript.Unterminated) -> [SQLScript.Statement] {
        var found: [SQLScript.Statement] = []
        while let scalar = peek() {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{0B}", "\u{0C}", "\u{FEFF}":
                position += 1
            case "-" where peek(1) == "-":
                skipLine()
            case "/" where peek(1) == "*":
                try skipComment()
            case ";" where statement.parentheses == 0 && statement.blocks == 0:
                finish(&found)
                position += 1
            default:
                if statement.offset == nil { statement.offset = position }
                try readToken(scalar)
            }
        }
        finish(&found)
        return found
    }

    private mutating func finish(_ found: inout [SQLScript.Statement]) {
        if let offset = statement.offset {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[offset..<position])
            found.append(
                SQLScript.Statement(
                    offset: offset, text: String(text), leadingWords: Array(statement.words.prefix(3))))
        }
        statement = OpenStatement()
    }

    private mutating func readToken(_ scalar: Unicode.Scalar) throws(SQLScript.Unterminated) {
        switch scalar {
        case "'":
            try skipQuoted(by: "'", escapes: false, what: "The text constant")
        case "\"":
            try skipQuoted(by: "\"", escapes: false, what: "The quoted name")
        case "e" where peek(1) == "'", "E" where peek(1) == "'":
            position += 1
            try skipQuoted(by: "'", escapes: true, what: "The text constant")
        case "$":
            try skipDollarQuoted()
        case "(":
            statement.parentheses += 1
            position += 1
        case ")":
            statement.parentheses = max(0, statement.parentheses - 1)
            position += 1
        case _ where scalar.startsWord:
            readWord()
        default:
            position += 1
            // A parameter or number: its letters are no word of their own.
            if scalar.isDigit { while let next = peek(), next.continuesWord { position += 1 } }
        }
    }

    private mutating func readWord() {
        let start = position
        while let next = peek(), next.continuesWord { position += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<position])
        let word = String(view).lowercased()
        // Enough to recognise CREATE OR REPLACE FUNCTION.
        if statement.words.count < 4 { statement.words.append(word) }
        guard statement.createsRoutine, statement.parentheses == 0 else { return }
        switch word {
        case "begin": statement.blocks += 1
        case "case" where statement.blocks > 0: statement.blocks += 1
        case "end" where statement.blocks > 0: statement.blocks -= 1
        default: break
        }
    }

    private mutating func skipLine() {
        while let scalar = peek(), scalar != "\n" { position += 1 }
    }

    /// A comment in slashes and stars; such comments nest.
    private mutating func skipComment() throws(SQLScript.Unterminated) {
        let start = position
        var depth = 0
        while let scalar = peek() {
            if scalar == "/", peek(1) == "*" {
                depth += 1
                position += 2
            } else if scalar == "*", peek(1) == "/" {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
        throw SQLScript.Unterminated(offset: start, what: "The comment")
    }

    private mutating func skipQuoted(
        by quote: Unicode.Scalar, escapes: Bool, what: String
    ) throws(SQLScript.Unterminated) {
        let start = position
        position += 1
        while let scalar = peek() {
            if scalar == quote {
                position += 1
                // A doubled quote ends one constant and begins the next, which comes to the same.
                return
            }
            position += escapes && scalar == "\\" ? 2 : 1
        }
        throw SQLScript.Unterminated(offset: start, what: what)
    }

    /// `$tag$ … $tag$`; a lone dollar sign, as in `$1`, is skipped.
    private mutating func skipDollarQuoted() throws(SQLScript.Unterminated) {
        let start = position
        var end = position + 1
        while end < scalars.count, scalars[end] != "$" {
            let isTag = end == start + 1 ? scalars[end].startsWord : scalars[end].continuesWord
            guard isTag else {
                position += 1
                return
            }
            end += 1
        }
        guard end < scalars.count else {
            position += 1
            return
        }
        let tag = scalars[start...end]
        position = end + 1
        while position < scalars.count {
            if scalars[position] == "$", scalars[position...].starts(with: tag) {
                position += tag.count
                return
            }
            position += 1
        }
        throw SQLScript.Unterminated(offset: start, what: "The text constant in dollar quotes")
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        let index = position + distance
        return index < scalars.count ? scalars[index] : nil
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    fileprivate var startsWord: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" || value >= 0x80
    }

    /// Within a word a dollar sign is a part of it, and begins no quote.
    fileprivate var continuesWord: Bool { startsWord || isDigit || self == "$" }
}
