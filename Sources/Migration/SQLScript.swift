// SPDX-License-Identifier: Apache-2.0

/// The statements of a file, found as psql finds them: semicolons outside of constants, quoted names, comments,
/// parentheses and SQL-standard function bodies end a statement.
struct SQLScript: Equatable {
    struct Statement: Equatable {
        /// Where its first word stands, in Unicode scalars from 0.
        var offset: Int
        /// From its first word to its end, without the semicolon.
        var text: String
        /// Its first words in lower case, at most three.
        var leadingWords: [String]
    }

    /// Why a text cannot be taken apart.
    struct Unterminated: Error, Equatable {
        var offset: Int
        var what: String
    }

    let statements: [Statement]

    init(_ text: String) throws(Unterminated) {
        var scanner = SQLScanner(text)
        statements = try scanner.statements()
    }
}

extension SQLScript.Statement {
    /// The command, if it begins or ends a transaction.
    var transactionControl: String? {
        switch leadingWords.first {
        case "begin", "commit", "end", "abort":
            leadingWords.first?.uppercased()
        case "rollback":
            // ROLLBACK TO goes back to a savepoint within the transaction.
            leadingWords.dropFirst().contains("to") ? nil : "ROLLBACK"
        case "start":
            leadingWords.dropFirst().first == "transaction" ? "START TRANSACTION" : nil
        case "prepare":
            leadingWords.dropFirst().first == "transaction" ? "PREPARE TRANSACTION" : nil
        default:
            nil
        }
    }
}
