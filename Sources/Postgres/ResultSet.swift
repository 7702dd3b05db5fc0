// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

/// The rows, or the command tag, that one statement returned. Values are in PostgreSQL's text format.
///
/// The memory belongs to libpq and is freed with the last reference. It is never written after it was received, which
/// makes it safe to read from any thread: hence `@unchecked Sendable`.
package final class ResultSet: @unchecked Sendable {
    private let result: OpaquePointer

    /// The number of rows.
    package let rowCount: Int

    /// The number of columns.
    package let columnCount: Int

    /// Takes ownership of a `PGresult`.
    init(owning result: OpaquePointer) {
        self.result = result
        self.rowCount = Int(PQntuples(result))
        self.columnCount = Int(PQnfields(result))
    }

    deinit {
        PQclear(result)
    }

    /// Whether the value is NULL.
    package func isNull(row: Int, column: Int) -> Bool {
        check(row: row, column: column)
        return PQgetisnull(result, Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column)) != 0
    }

    /// The bytes of a value, none for NULL, without the NUL byte that ends them.
    ///
    /// They stay valid as long as this object does; prefer `withBytes` outside of hot loops.
    package func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer {
        check(row: row, column: column)
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column),
            count: Int(PQgetlength(result, row, column))
        )
    }

    /// Calls `body` with the bytes of a value, or with `nil` if it is NULL.
    package func withBytes<Value>(
        row: Int,
        column: Int,
        _ body: (UnsafeRawBufferPointer?) throws -> Value
    ) rethrows -> Value {
        try withExtendedLifetime(self) {
            try body(isNull(row: row, column: column) ? nil : bytes(row: row, column: column))
        }
    }

    /// A value as text, or `nil` if it is NULL.
    package func text(row: Int, column: Int) -> String? {
        withBytes(row: row, column: column) { bytes in
            bytes.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The name of a column as PostgreSQL reports it.
    package func columnName(_ column: Int) -> String {
        precondition(column >= 0 && column < columnCount, "a result set has no such column")
        return PQfname(result, Int32(truncatingIfNeeded: column)).map { String(cString: $0) } ?? ""
    }

    /// What the server reports as done, such as `INSERT 0 1`.
    package var commandTag: String {
        PQcmdStatus(result).map { String(cString: $0) } ?? ""
    }

    /// The number of rows that the statement touched, or `nil` where that has no meaning.
    package var affectedRows: Int? {
        PQcmdTuples(result).flatMap { Int(String(cString: $0)) }
    }

    /// The memory that the result occupies, in bytes.
    package var memorySize: Int {
        Int(PQresultMemorySize(result))
    }

    private func check(row: Int, column: Int) {
        precondition(
            row >= 0 && row < rowCount && column >= 0 && column < columnCount,
            "a result set has no such row or column"
        )
    }
}
