// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

extension ServerError {
    /// Reads the fields of an error result.
    ///
    /// - Returns: `nil` if libpq made the result itself, because the connection broke.
    init?(result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            guard let value = code.asciiValue else {
                return nil
            }
            return PQresultErrorField(result, Int32(value)).map { String(cString: $0) }
        }
        // The letters are those of the protocol ("Error and Notice Message Fields"); libpq's names are macros that
        // Swift does not import.
        guard let sqlState = field("C") else {
            return nil
        }
        self.init(
            sqlState: sqlState,
            severity: field("V") ?? field("S") ?? "ERROR",
            message: field("M") ?? "",
            detail: field("D"),
            hint: field("H"),
            schema: field("s"),
            table: field("t"),
            column: field("c"),
            dataType: field("d"),
            constraint: field("n"),
            context: field("W"),
            position: field("P").flatMap { Int($0) },
            routine: field("R")
        )
    }
}
