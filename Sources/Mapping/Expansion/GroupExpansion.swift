// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The columns, and the values that functions make of rows, by which rows of a table can be grouped.
///
/// Not by the key, which every row has to itself, nor by versions and floating-point numbers, whose equality says
/// little.
struct GroupColumns {
    let fields: [AuthoredField]

    init(_ table: AuthoredTable) {
        fields = table.fields.filter { field in
            guard let column = field.value, !column.isList, !column.isVersion, !table.isWholeKey(field.name) else {
                return false
            }
            return column.scalar.isSortable && column.scalar != .float
        }
    }

    var isEmpty: Bool { fields.isEmpty }
}

/// What groups are named by: `TrainingSessionGroupBy`, and its mirror `TrainingSessionGroupKey`.
struct GroupExpansion {
    let table: AuthoredTable
    let names: AggregateNames
    /// The to-one relations by whose columns rows can be grouped.
    let relations: [(field: AuthoredField, relation: AuthoredRelation)]

    init(_ table: AuthoredTable, mapping: AuthoredMapping) {
        self.table = table
        names = AggregateNames(table.typeName)
        relations = table.fields.compactMap { field in
            guard let relation = field.relation, relation.shape == .one,
                let target = mapping.table(forType: relation.targetType), !GroupColumns(target).isEmpty
            else { return nil }
            return (field, relation)
        }
    }

    func groupBy() -> TypeDefinition {
        let fields = table.fields.compactMap { field -> InputValueDefinition? in
            if let column = groupColumn(field) {
                return input(field.name, named(Self.choiceName(column.scalar)), field.description)
            }
            return relation(field).map {
                input(field.name, named(AggregateNames($0.targetType).groupBy), field.description)
            }
        }
        return inputDefinition(
            names.groupBy, "What rows of \(table.typeName) in one group have in common.", fields)
    }

    func groupKey() -> TypeDefinition {
        let fields = table.fields.compactMap { authored -> FieldDefinition? in
            if let column = groupColumn(authored) {
                return field(authored.name, named(column.scalar.typeName), authored.description)
            }
            return relation(authored).map {
                field(authored.name, named(AggregateNames($0.targetType).groupKey), authored.description)
            }
        }
        return objectDefinition(
            names.groupKey, "What the rows of a group have in common. What `by` does not name is null.", fields)
    }

    private func groupColumn(_ field: AuthoredField) -> AuthoredColumn? {
        GroupColumns(table).fields.contains { $0.name == field.name } ? field.value : nil
    }

    private func relation(_ field: AuthoredField) -> AuthoredRelation? {
        relations.first { $0.field.name == field.name }?.relation
    }

    private static func choiceName(_ scalar: ScalarKind) -> String {
        switch scalar {
        case .dateTime: timeBucketName
        case .date: dateBucketName
        default: "Boolean"
        }
    }

    // MARK: Buckets

    /// `TimeBucket` and `DateBucket`, where a column needs them.
    func bucketTypes() -> [TypeDefinition] {
        let scalars = GroupColumns(table).fields.compactMap { $0.value?.scalar }
        var types: [TypeDefinition] = []
        if scalars.contains(.dateTime) { types += [Self.timeBucket(), Self.timeUnit()] }
        if scalars.contains(.date) { types += [Self.dateBucket(), Self.dateUnit()] }
        return types
    }

    private static func timeBucket() -> TypeDefinition {
        inputDefinition(
            timeBucketName, "Instants in one stretch of time. The key of a bucket is its first instant.",
            [
                input("unit", nonNull(named("TimeUnit")), "How long a bucket is."),
                input(
                    "timeZone", nonNull(named("String")),
                    "By whose clocks and calendar: a name of the IANA database, as `Europe/Berlin`.",
                    default: .string("UTC", isBlock: false, range: .none)),
                input("fillFrom", named("DateTime"), "With `fillTo`: buckets without rows appear, from this one's …"),
                input("fillTo", named("DateTime"), "… to this one's, both included: at most 10,000."),
            ])
    }

    private static func timeUnit() -> TypeDefinition {
        enumDefinition("TimeUnit", "A stretch of time.", [("HOUR", "An hour of the clock.")] + calendarUnits)
    }

    private static func dateBucket() -> TypeDefinition {
        inputDefinition(
            dateBucketName, "Days in one stretch of the calendar. The key of a bucket is its first day.",
            [
                input("unit", nonNull(named("DateUnit")), "How long a bucket is."),
                input("fillFrom", named("Date"), "With `fillTo`: buckets without rows appear, from this one's …"),
                input("fillTo", named("Date"), "… to this one's, both included: at most 10,000."),
            ])
    }

    private static func dateUnit() -> TypeDefinition {
        enumDefinition("DateUnit", "A stretch of the calendar.", calendarUnits)
    }

    private static let calendarUnits = [
        ("DAY", "A day; of 23 or 25 hours where clocks change."), ("WEEK", "A week by ISO 8601, from Monday."),
        ("MONTH", "A month."), ("QUARTER", "Three months, from January, April, July or October."),
        ("YEAR", "A year."),
    ]

    private static func enumDefinition(
        _ name: String, _ description: String, _ values: [(String, String)]
    ) -> TypeDefinition {
        TypeDefinition(
            description: Description(description), name: Name(name),
            kind: .enum(
                values: values.map { EnumValueDefinition(description: Description($0.1), name: Name($0.0)) }))
    }

    private static let timeBucketName = "TimeBucket"
    private static let dateBucketName = "DateBucket"
}
