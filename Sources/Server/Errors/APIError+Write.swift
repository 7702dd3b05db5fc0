// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import Planning
import Postgres
import SQL

/// What a client may know of why a write was refused: which of its fields, and which kind of rule; never a value, nor
/// the name of a table or constraint.
extension APIError {
    init(_ error: ServerError, of target: WriteTarget, mapping: Mapping) {
        if let refusal = WriteRefusal(error) {
            self.init(refusal)
            if !target.rowPath.isEmpty {
                input = refusal == .versionConflict ? target.rowPath + [.key("ifVersion")] : target.rowPath
            }
            return
        }
        self.init(error)
        guard let rule = ConstraintRule(sqlState: error.sqlState), let table = mapping.tables[target.typeName] else {
            return
        }
        self.rule = rule
        let columns =
            error.dataType == nil
            ? Self.columns(error, rule: rule, of: table) : Self.domainColumns(error, of: table, target: target)
        // In a table that refers to itself, both ends of a violated key are its own. Nothing refers anew where no column of
        // the key is written.
        let refersAnew = !target.changesRows || columns.contains { target.inputPaths[$0] != nil }
        if rule == .foreignKey,
            target.removesRows || (error.table.map { $0 != table.relation.name } ?? false)
                || (!columns.isEmpty && !refersAnew)
        {
            message = "Other rows still refer to a row that was to go, or to its old key."
            return
        }
        let names = columns.compactMap { table.writing?.fieldNames[$0] }.map { "'\($0)'" }
        input = columns.compactMap { target.inputPaths[$0] }.first ?? []
        let fields = names.joined(separator: ", ")
        switch rule {
        case .unique:
            message =
                names.isEmpty
                ? "Such a row is there already." : "A row with the same value of \(fields) is there already."
        case .exclusion:
            message =
                names.isEmpty
                ? "The row collides with one that is there already."
                : "\(fields) \(names.count == 1 ? "collides" : "collide") with a row that is there already."
        case .foreignKey:
            message =
                names.isEmpty
                ? "A row that is referred to is not there."
                : "\(fields) refers to a row that is not there, or that this role may not see."
        case .check:
            message =
                names.isEmpty
                ? "A value breaks a rule of the data."
                : names.count == 1
                    ? "The value of \(fields) breaks a rule of the data."
                    : "The values of \(fields) break a rule of the data."
        case .notNull:
            message = names.isEmpty ? "A value is missing." : "\(fields) needs a value."
        }
    }

    /// The columns that a violated rule is about, as far as the constraint is one of the table's.
    private static func columns(_ error: ServerError, rule: ConstraintRule, of table: MappedTable) -> [String] {
        // A trigger may have written another table.
        guard error.table == nil || error.table == table.relation.name || rule == .foreignKey else { return [] }
        switch rule {
        case .notNull: return error.column.map { [$0] } ?? []
        case .unique, .exclusion, .foreignKey, .check:
            guard let constraint = error.constraint.flatMap({ table.writing?.constraints[$0] }),
                constraint.rule == rule || (rule == .exclusion && constraint.rule == .unique)
            else { return [] }
            return constraint.columns
        }
    }

    /// The written column of the domain that a value is not in, where there is just one.
    private static func domainColumns(_ error: ServerError, of table: MappedTable, target: WriteTarget) -> [String] {
        guard let schema = error.schema, let name = error.dataType else { return [] }
        let domain = QualifiedName(schema: schema, name: name)
        let columns = table.fields.values.compactMap { field -> String? in
            guard case .column(let column) = field, column.type.name == domain else { return nil }
            return target.inputPaths[column.name] == nil ? nil : column.name
        }
        return columns.count == 1 ? columns : []
    }

    private init(_ refusal: WriteRefusal) {
        switch refusal {
        case .notFound:
            self.init(.notFound, "There is no such row, or this role may not write it.")
        case .versionConflict:
            self.init(
                .conflict, "The row has been changed since it was read.",
                hint: "Read it again, then write with its new version.", input: [.key("ifVersion")])
        case .tooManyRows:
            self.init(
                .limitExceeded, "More rows fit than 'atMost' allows; none was written.",
                hint: "Narrow 'where' down, or raise 'atMost'.", input: [.key("atMost")])
        case .notWritten:
            self.init(.conflict, "The database did not make a row that others were to belong to.")
        }
    }
}

extension WriteRefusal {
    /// The refusal that a statement tells by failing to read these words as a number, whatever the language of the
    /// server's messages.
    fileprivate init?(_ error: ServerError) {
        guard error.sqlState == "22P02" else { return nil }
        for refusal in Self.allCases where error.message.contains(refusal.rawValue) {
            self = refusal
            return
        }
        return nil
    }
}

extension ConstraintRule {
    fileprivate init?(sqlState: String) {
        switch sqlState {
        case "23505": self = .unique
        case "23P01": self = .exclusion
        // From PostgreSQL 18 on, ON DELETE RESTRICT and ON UPDATE RESTRICT have a state of their own.
        case "23503", "23001": self = .foreignKey
        case "23514": self = .check
        case "23502": self = .notNull
        default: return nil
        }
    }
}
