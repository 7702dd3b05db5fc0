// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A foreign key between rows of tenants (or of users) contains the tenant on both sides.
///
/// Foreign keys are checked, and cascade, without regard to policies: without the tenant in the key one tenant's row
/// can hang on another's, and be deleted with it. PostgreSQL: "Row Security Policies".
struct ForeignKeyIsolationRule: SafetyRule {
    let code = SafetyCode.foreignKeyAcrossTenants

    func findings(in context: SafetyContext) -> [Finding] {
        context.catalog.relations.flatMap { relation in
            relation.foreignKeys.compactMap { key in
                guard let (column, parentColumn) = Self.missingColumns(key, of: relation, in: context) else {
                    return nil
                }
                let word = (context.relations[relation.name] ?? .tenant).rawValue
                return Finding(
                    code: code, severity: .error, object: .key(key.name, of: relation.name),
                    message:
                        "The key to \(key.foreignRelation) does not contain the \(word) (\(column)): a row can refer to another "
                        + "\(word)'s, learns that it exists, and is changed or deleted along with it.",
                    mend: mend(key, of: relation, column: column, parentColumn: parentColumn, in: context))
            }
        }
    }

    /// The columns of both sides that the key lacks, so that it could lead to the rows of others; nil where it does not.
    private static func missingColumns(
        _ key: ForeignKey, of relation: Relation, in context: SafetyContext
    ) -> (own: String, parent: String)? {
        let parent = key.foreignRelation
        let scope = context.relations[relation.name]
        let parentScope = context.relations[parent]
        // What no request reaches counts as tenants' rows, as its policies say; see IsolatingColumnFinder.
        guard scope != nil || parentScope != nil, (scope ?? .tenant) == (parentScope ?? .tenant),
            let column = context.isolatingColumns[relation.name]?.name,
            let parentColumn = context.isolatingColumns[parent]?.name
        else { return nil }
        let pairs = zip(key.columns, key.foreignColumns)
        return pairs.contains { $0 == column && $1 == parentColumn } ? nil : (column, parentColumn)
    }

    /// The key's columns as they are once it is mended.
    static func columns(of key: ForeignKey, of relation: Relation, in context: SafetyContext) -> [String] {
        guard let (column, parentColumn) = missingColumns(key, of: relation, in: context),
            !key.columns.contains(column), !key.foreignColumns.contains(parentColumn)
        else { return key.columns }
        return [column] + key.columns
    }

    private func mend(
        _ key: ForeignKey, of relation: Relation, column: String, parentColumn: String, in context: SafetyContext
    ) -> String? {
        // The tenant column refers to something else than the tenant: that takes a decision.
        guard !key.columns.contains(column), !key.foreignColumns.contains(parentColumn) else { return nil }
        let columns = [column] + key.columns
        let foreignColumns = [parentColumn] + key.foreignColumns
        let parent = context.catalog.relation(key.foreignRelation)
        let keys = (parent?.uniqueKeys ?? []) + [parent?.primaryKey].compactMap(\.self)
        var mend = ""
        if !keys.contains(where: { Set($0.columns) == Set(foreignColumns) && $0.columns.count == foreignColumns.count })
        {
            let name = ([key.foreignRelation.name] + foreignColumns + ["key"]).joined(separator: "_")
            mend = """
                alter table \(key.foreignRelation.sql)
                    add constraint \(name.sqlName) unique (\(foreignColumns.sqlNames));

                """
        }
        mend += """
            alter table \(relation.name.sql) drop constraint \(key.name.sqlName),
                add constraint \(key.name.sqlName) foreign key (\(columns.sqlNames))
                references \(key.foreignRelation.sql) (\(foreignColumns.sqlNames))\(actions(of: key));
            """
        return mend
    }

    private func actions(of key: ForeignKey) -> String {
        var text = ""
        if key.onUpdate != .noAction { text += " on update \(key.onUpdate.sql)" }
        switch key.onDelete {
        case .noAction:
            break
        case .restrict, .cascade:
            text += " on delete \(key.onDelete.sql)"
        case .setNull, .setDefault:
            // Only what was cleared before: the tenant stays.
            let columns = key.onDeleteColumns.isEmpty ? key.columns : key.onDeleteColumns
            text += " on delete \(key.onDelete.sql) (\(columns.sqlNames))"
        }
        switch key.deferral {
        case nil: break
        case .initiallyImmediate: text += " deferrable"
        case .initiallyDeferred: text += " deferrable initially deferred"
        }
        return text
    }
}

extension ForeignKeyAction {
    fileprivate var sql: String {
        switch self {
        case .noAction: "no action"
        case .restrict: "restrict"
        case .cascade: "cascade"
        case .setNull: "set null"
        case .setDefault: "set default"
        }
    }
}
