// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Planning
import Postgres

extension ResponseWriter {
    /// Writes the value of a field that writes, from the results of all of its statements.
    ///
    /// - Returns: false where a value that may not be null is; nothing is then written.
    mutating func write(_ results: ArraySlice<ResultSet>, as shape: WriteShape) -> Bool {
        switch shape {
        case .payload(let payload): write(results, as: payload)
        case .answer(let answer): results.last.map { write($0, as: answer) } ?? false
        }
    }

    /// Writes the payload of a field that writes, from the results of all of its statements.
    ///
    /// - Returns: false where a value that may not be null is; nothing is then written.
    mutating func write(_ results: ArraySlice<ResultSet>, as shape: PayloadShape) -> Bool {
        let count = affectedCount(results, shape)
        let rows = shape.rowStatement.map { results[results.startIndex + $0] }
        return writeFields(shape.fields) { writer, field in
            switch field {
            case .constant(let json):
                writer.write(json)
                return true
            case .affectedCount:
                writer.write(Array(String(count).utf8))
                return true
            case .row(let object, let presence):
                guard let rows, rows.rowCount > 0, writer.isTrue(rows, row: 0, column: presence) else {
                    return writer.missing(isNonNull: true)
                }
                return writer.write(object, of: rows, row: 0)
            case .nodes(let object, let presence):
                guard let rows else { return writer.missing(isNonNull: true) }
                // Where nothing was written, a row carries the count alone.
                return writer.writeList(of: 0..<(count == 0 ? 0 : rows.rowCount)) {
                    writer, row in
                    guard writer.isTrue(rows, row: row, column: presence) else {
                        return writer.missing(isNonNull: true)
                    }
                    return writer.write(object, of: rows, row: row)
                }
            }
        }
    }

    private func affectedCount(_ results: ArraySlice<ResultSet>, _ shape: PayloadShape) -> Int {
        let result = results[results.startIndex + shape.countStatement]
        switch shape.count {
        case .commandTag: return result.affectedRows ?? 0
        case .column(let column):
            guard result.rowCount > 0 else { return 0 }
            return result.text(row: 0, column: column).flatMap { Int($0) } ?? 0
        }
    }
}
