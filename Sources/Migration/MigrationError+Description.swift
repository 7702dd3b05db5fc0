// SPDX-License-Identifier: Apache-2.0

internal import Postgres

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadableDirectory(let path):
            "The migrations directory \(path) cannot be read."
        case .unreadableFile(let file):
            "\(file) cannot be read."
        case .unwritableFile(let file):
            "\(file) cannot be written: it exists already, or the directory is not writable."
        case .unreadableName(let file):
            "\(file): a migration is called NNNN_name.sql, with at least four digits and a name of lower-case letters, "
                + "digits and underscores."
        case .notText(let file):
            "\(file) is not UTF-8 text."
        case .empty(let file):
            "\(file) contains no statement."
        case .duplicateVersion(let first, let second):
            "\(first) and \(second) have the same number. Rename one of them."
        case .unterminated(let file, let location, let what):
            "\(file):\(location): \(what) that begins here is not ended."
        case .transactionControl(let file, let location, let statement):
            "\(file):\(location): \(statement) has no place in a migration: each file is one transaction already. "
                + "A file that cannot be one begins with the line \"\(MigrationFile.noTransactionMarker)\"."
        case .transactionEnded(let file):
            "\(file): something in it ended the migration's transaction, so it is not known what took effect."
        case .edited(let file):
            "\(file) was changed after it was applied. Restore it, and put the change into a new migration."
        case .missing(let version, let name):
            "Migration \(version) (\(name)) was applied, but its file is gone. Restore it."
        case .outOfOrder(let file, let applied):
            "\(file) is new, but \(applied), which comes after it, is applied already. Give it a higher number."
        case .interrupted(let file):
            "\(file) was begun outside of a transaction and never finished. See what it did, then finish or undo that by "
                + "hand and either set the state of its row in palisade.schema_migrations to 'applied' or delete the row."
        case .locked(let holder):
            "Another migration run holds the lock (\(holder)) and did not end in time."
        case .failed(let file, let location, let error, let rolledBack):
            file + (location.map { ":\($0)" } ?? "") + ": \(error.message) (SQLSTATE \(error.sqlState))"
                + (error.detail.map { "\n    \($0)" } ?? "")
                + (error.hint.map { "\n    Hint: \($0)" } ?? "")
                + (error.sqlState == "25001" && rolledBack
                    ? "\n    Hint: a file that cannot run in a transaction begins with the line "
                        + "\"\(MigrationFile.noTransactionMarker)\"."
                    : "")
                + (rolledBack
                    ? "\n    Nothing of this file took effect; the files before it stay."
                    : "\n    The file runs outside of a transaction: what it did before stays. It is recorded as begun.")
        case .postgres(let error):
            error.description
        }
    }
}

extension MigrationError: CustomDebugStringConvertible {
    package var debugDescription: String {
        switch self {
        case .postgres(let error): error.debugDescription
        case .failed(_, _, let error, _): description + "\n" + error.debugDescription
        case .unreadableDirectory, .unreadableFile, .unwritableFile, .unreadableName, .notText, .empty,
            .duplicateVersion, .unterminated, .transactionControl, .transactionEnded, .edited, .missing, .outOfOrder,
            .interrupted, .locked:
            description
        }
    }
}
