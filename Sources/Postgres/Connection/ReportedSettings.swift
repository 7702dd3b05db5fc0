// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import Glibc

/// The settings of a session that decide how values are read and names are found, as far as the server reports them
/// without being asked. A function can change them beyond the end of its transaction.
///
/// Not seen here: `search_path` before PostgreSQL 18, the role, and settings of the application's own. A segment's
/// opening has to set these.
struct ReportedSettings {
    private static let names = ["TimeZone", "DateStyle", "standard_conforming_strings", "search_path"]

    private let encoding: Int32
    private let values: [(name: ContiguousArray<CChar>, value: ContiguousArray<CChar>)]

    /// Takes note of the settings as they are now.
    init(of connection: OpaquePointer) {
        encoding = PQclientEncoding(connection)
        values = Self.names.compactMap { name in
            PQparameterStatus(connection, name).map { value in
                (name.utf8CString, ContiguousArray(UnsafeBufferPointer(start: value, count: strlen(value) + 1)))
            }
        }
    }

    /// Whether all of them are as they were.
    func areUnchanged(in connection: OpaquePointer) -> Bool {
        guard PQclientEncoding(connection) == encoding else {
            return false
        }
        for (name, value) in values {
            let isEqual = name.withUnsafeBufferPointer { name in
                value.withUnsafeBufferPointer { value in
                    guard let name = name.baseAddress, let value = value.baseAddress,
                        let present = PQparameterStatus(connection, name)
                    else {
                        return false
                    }
                    return strcmp(present, value) == 0
                }
            }
            guard isEqual else {
                return false
            }
        }
        return true
    }
}
