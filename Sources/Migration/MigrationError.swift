// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Why migrations did not run, or stopped.
///
/// `description` is for whoever runs the migrations: it names file, line and column, and what PostgreSQL said.
package enum MigrationError: Error, Sendable, Hashable {
    /// The directory does not exist or cannot be read.
    case unreadableDirectory(path: String)
    case unreadableFile(file: String)
    /// The file exists, or the directory cannot be written.
    case unwritableFile(file: String)
    /// A file that ends in `.sql` is not called `NNNN_name.sql`.
    case unreadableName(file: String)
    /// Not UTF-8, or with a NUL byte in it.
    case notText(file: String)
    /// Nothing but comments and white space.
    case empty(file: String)
    /// Two files have the same number.
    case duplicateVersion(first: String, second: String)
    /// A constant, quoted name or comment is not ended.
    case unterminated(file: String, location: SourceLocation, what: String)
    /// A statement begins or ends a transaction; the runner does that.
    case transactionControl(file: String, location: SourceLocation, statement: String)
    /// The transaction was ended by something that the file called.
    case transactionEnded(file: String)
    /// A file that was applied is changed since.
    case edited(file: String)
    /// A migration that was applied has no file any more.
    case missing(version: Int, name: String)
    /// A new file's number is lower than that of one already applied.
    case outOfOrder(file: String, applied: String)
    /// A file that runs outside of a transaction was begun and not finished: what it did has to be looked at.
    case interrupted(file: String)
    /// Another run holds the lock, and did not end in time.
    case locked(holder: String)
    /// PostgreSQL refused a statement of a file; the file was rolled back, unless it runs outside of a transaction.
    case failed(file: String, location: SourceLocation?, error: ServerError, rolledBack: Bool)
    /// Something beside the files failed: the connection, or the runner's own table.
    case postgres(PostgresError)
}

/// A place in a file: line and column from 1, the column in characters.
package struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column)" }
}

extension SourceLocation {
    /// The place of a character of `text`, counted from 0 as Unicode scalars, as PostgreSQL counts.
    init(offset: Int, in text: String) {
        var line = 1
        var column = 1
        for scalar in text.unicodeScalars.prefix(max(0, offset)) {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        self.init(line: line, column: column)
    }
}
