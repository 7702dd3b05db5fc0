// SPDX-License-Identifier: Apache-2.0

/// One migration as `status` tells it.
package struct MigrationStatus: Sendable, Hashable {
    /// How the file stands to what was applied.
    package enum State: String, Sendable, Hashable {
        /// Applied, and the file is the one that was.
        case applied
        /// Not applied yet.
        case pending
        /// Applied; the file was changed since.
        case edited
        /// Applied; the file is gone.
        case missing
        /// Begun outside of a transaction and not finished.
        case started
        /// Not applied, though one with a higher number is.
        case outOfOrder
    }

    package let version: Int
    package let name: String
    package let state: State
    /// What the database remembers; nil for what is not applied.
    package let record: MigrationRecord?

    /// Whether `up` would go past it without a complaint.
    package var isSound: Bool {
        switch state {
        case .applied, .pending: true
        case .edited, .missing, .started, .outOfOrder: false
        }
    }

    /// Files and records side by side, in the order of their numbers.
    static func compare(files: [MigrationFile], records: [MigrationRecord]) -> [MigrationStatus] {
        let recorded = Dictionary(records.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
        let present = Set(files.map(\.version))
        let newest = records.map(\.version).max() ?? 0
        let ofFiles = files.map { file in
            guard let record = recorded[file.version] else {
                let state: State = file.version < newest ? .outOfOrder : .pending
                return MigrationStatus(version: file.version, name: file.name, state: state, record: nil)
            }
            let state: State = !record.isApplied ? .started : record.checksum == file.checksum ? .applied : .edited
            return MigrationStatus(version: file.version, name: file.name, state: state, record: record)
        }
        let ofRecords = records.filter { !present.contains($0.version) }.map { record in
            MigrationStatus(version: record.version, name: record.name, state: .missing, record: record)
        }
        return (ofFiles + ofRecords).sorted { $0.version < $1.version }
    }
}
