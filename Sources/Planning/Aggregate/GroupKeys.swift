// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// What groups are made by: `by`, read.
struct GroupKeys {
    /// One column of the key.
    struct Key {
        /// Names of fields from the aggregate's type on: `["trainee", "team"]`.
        let path: [String]
        let expression: SQLFragment
        let column: MappedColumn
        /// A SELECT of the buckets that appear with or without rows.
        let series: SQLFragment?
    }

    var keys: [Key] = []
    /// The to-one relations on the way to the keys.
    var joins: [SQLFragment] = []

    /// The key whose buckets are filled in, where there is one.
    var filled: Key? { keys.first { $0.series != nil } }
}

/// Reads `by`.
struct GroupKeysPlanner {
    let scope: StatementScope

    /// - Throws: where nothing is named, or more than one stretch of time is to be filled.
    func keys(
        _ by: SourcedValue?, of table: MappedTable, alias: SQLIdentifier
    ) throws(PlanningError) -> GroupKeys {
        var keys = GroupKeys()
        if let by { try add(by, of: table, alias: alias, presence: nil, names: [], to: &keys) }
        guard !keys.keys.isEmpty else {
            throw PlanningError(
                .badUserInput, "'by' names nothing to group by.",
                hint: "Name a column, as {status: true}, or a stretch of time, as {startedAt: {unit: DAY}}.",
                inputPath: [.key("by")])
        }
        guard keys.keys.count <= scope.settings.maximumOrderKeys else {
            throw PlanningError(
                .limitExceeded, "Groups are made by at most \(scope.settings.maximumOrderKeys) columns.",
                inputPath: [.key("by")])
        }
        guard keys.keys.count(where: { $0.series != nil }) <= 1 else {
            throw PlanningError(
                .badUserInput, "Only one column's buckets can be filled in.",
                hint: "Keep 'fillFrom' and 'fillTo' of one of them.", inputPath: [.key("by")])
        }
        return keys
    }

    /// - Parameter presence: that there is a row, where it may be missing.
    private func add(
        _ by: SourcedValue, of table: MappedTable, alias: SQLIdentifier, presence: SQLFragment?, names: [String],
        to keys: inout GroupKeys
    ) throws(PlanningError) {
        guard case .object(let fields) = by.content else { return }
        guard names.count < scope.settings.maximumDepth else {
            throw PlanningError(
                .limitExceeded, "'by' is nested deeper than \(scope.settings.maximumDepth) levels.",
                inputPath: [.key("by")])
        }
        for field in fields {
            if case .null = field.value.content { continue }
            let path = names + [field.name]
            switch table.fields[field.name] {
            case .column(let column)?:
                let reference: SQLFragment = "\(alias).\(SQLIdentifier(column.name))"
                if let key = try key(column, field.value, reference: reference, path: path) { keys.keys.append(key) }
            case .computed(let call)?:
                guard
                    let value = ComputedPlanner(scope: scope).plain(
                        call, named: field.name, row: alias, presence: presence),
                    let key = try key(value.column, field.value, reference: value.reference, path: path)
                else { continue }
                keys.keys.append(key)
            case .relation(let relation)?:
                guard case .object(let inner) = field.value.content, !inner.isEmpty else { continue }
                let target = try scope.table(relation.targetType)
                let joined = scope.alias(for: target.relation.name)
                let count = keys.keys.count
                let join = relation.leftJoin(target.relation, as: joined, from: alias, in: scope)
                let position = keys.joins.count
                try add(
                    field.value, of: target, alias: joined, presence: relation.presence(of: joined), names: path,
                    to: &keys)
                // A relation of which no column is named decides nothing.
                if keys.keys.count > count { keys.joins.insert(join, at: position) }
            case .mixed?, .aggregate?, nil: continue
            }
        }
    }

    private func key(
        _ column: MappedColumn, _ choice: SourcedValue, reference: SQLFragment, path: [String]
    ) throws(PlanningError) -> GroupKeys.Key? {
        switch choice.content {
        case .leaf(.boolean(let isChosen)):
            guard isChosen else { return nil }
            let (value, type) = Measures.comparable(column, reference)
            return GroupKeys.Key(path: path, expression: value, column: column.asKey(type), series: nil)
        case .object:
            return try bucket(column, choice, reference: reference, path: path)
        case .null, .leaf, .list: return nil
        }
    }

    private func bucket(
        _ column: MappedColumn, _ choice: SourcedValue, reference: SQLFragment, path: [String]
    ) throws(PlanningError) -> GroupKeys.Key? {
        guard case .leaf(.enum(let name))? = choice["unit"]?.content, let unit = BucketUnit(rawValue: name) else {
            return nil
        }
        let place = [PathSegment.key("by")] + path.map(PathSegment.key)
        let zone = choice["timeZone"].map { value in
            Parameter(source: scope.source(of: value), conversion: .timeZone, inputPath: place + [.key("timeZone")])
        }
        let isDay = column.scalar == .date
        let bucket = TimeBucket(
            unit: unit,
            timeZone: isDay ? nil : zone.map { "\(scope.placeholder(for: $0, as: .builtIn("text")))::text" })
        let series = try fill(choice, unit: unit, zone: isDay ? nil : zone?.source, isDay: isDay, place: place)
            .map { bucket.series(from: $0.from, to: $0.to) }
        return GroupKeys.Key(
            path: path, expression: bucket.start(of: column, reference),
            column: column.asKey(.builtIn(isDay ? "date" : "timestamptz")), series: series)
    }

    /// The ends of a stretch that is filled, as parameters; nil where none is.
    private func fill(
        _ choice: SourcedValue, unit: BucketUnit, zone: Parameter.Source?, isDay: Bool, place: [PathSegment]
    ) throws(PlanningError) -> (from: SQLFragment, to: SQLFragment)? {
        let (from, to) = (choice["fillFrom"]?.unlessNull, choice["fillTo"]?.unlessNull)
        guard let from, let to else {
            guard from == nil, to == nil else {
                throw PlanningError(
                    .badUserInput, "Filling in buckets needs both 'fillFrom' and 'fillTo'.",
                    hint: "Give both ends, or leave both out.", inputPath: place)
            }
            return nil
        }
        let type = ColumnType.builtIn(isDay ? "date" : "timestamptz")
        func end(_ value: SourcedValue, _ name: String) -> (SQLFragment, Parameter) {
            let parameter = Parameter(
                source: scope.source(of: value), conversion: .text, inputPath: place + [.key(name)])
            return ("\(scope.placeholder(for: parameter, as: type))::\(type)", parameter)
        }
        let (first, fromParameter) = end(from, "fillFrom")
        let (last, toParameter) = end(to, "fillTo")
        scope.fills.append(
            BucketFill(
                unit: unit, from: fromParameter.source, to: toParameter.source, timeZone: zone,
                limit: scope.settings.maximumGroups, inputPath: toParameter.inputPath))
        return (first, last)
    }
}

extension MappedColumn {
    /// The column as part of a key: a group may have none, be it that its row is hidden.
    fileprivate func asKey(_ type: ColumnType) -> MappedColumn {
        MappedColumn(name: name, type: type, scalar: scalar, isNotNull: false, isNonNull: false)
    }
}
