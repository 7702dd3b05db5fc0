// SPDX-License-Identifier: Apache-2.0

import SQL

/// Reads `@relation(through:)`.
extension MappingReader {
    /// What a relation says of a join table.
    enum WrittenThrough {
        case none
        case table(QualifiedName)
        /// It cannot be meant; what is wrong was reported.
        case failed

        var table: QualifiedName? {
            if case .table(let name) = self { return name }
            return nil
        }
    }

    mutating func readThrough(_ written: String?, of field: FieldDeclaration) -> WrittenThrough {
        guard let written else { return .none }
        guard let name = QualifiedName(parsing: written) else {
            faults.append(
                MappingFault(
                    "@relation of '\(field.place)': \"\(written)\" is not the name of a table.",
                    hint: "Write \"schema.table\"; a part with a dot or a blank in it stands in double quotes.",
                    at: field.origin))
            return .failed
        }
        guard field.type.listDepth == 1 else {
            faults.append(
                MappingFault(
                    "@relation of '\(field.place)': a join table ties many rows to many, but the field is no list.",
                    hint: "Write [\(field.type.name)!]!; for one row, map \(name) to a type of its own.",
                    at: field.origin))
            return .failed
        }
        return .table(name)
    }
}
