// SPDX-License-Identifier: Apache-2.0

extension AuthoredMapping {
    /// What is wrong with the fields with `@aggregate(of:)`: each must name a to-many relation to rows of its own type.
    var aggregateFaults: [MappingFault] {
        tables.flatMap { table in
            table.fields.compactMap { field in
                guard let aggregate = field.aggregate else { return nil }
                return fault(of: aggregate, field: field, table: table)
            }
        }
    }

    private func fault(of aggregate: AuthoredAggregate, field: AuthoredField, table: AuthoredTable) -> MappingFault? {
        let place = "\(table.typeName).\(field.name)"
        if table.field(named: aggregate.relation)?.mixed != nil {
            return MappingFault(
                "@aggregate of '\(place)': '\(aggregate.relation)' holds rows of several types, but figures are over rows "
                    + "of one.", hint: "Add a list of one of the types with @relation, and name it.", at: field.origin)
        }
        let lists = table.fields.filter { ($0.relation?.shape ?? .one) != .one }.map(\.name)
        guard let relation = table.field(named: aggregate.relation)?.relation, relation.shape != .one else {
            return MappingFault(
                "@aggregate of '\(place)': '\(aggregate.relation)' is no list of rows of '\(table.typeName)'.",
                hint: lists.isEmpty
                    ? "Add the list with @relation first."
                    : "Its lists of rows are \(lists.map { "'\($0)'" }.joined(separator: ", ")).", at: field.origin)
        }
        guard relation.targetType == aggregate.targetType else {
            return MappingFault(
                "@aggregate of '\(place)': '\(aggregate.relation)' holds rows of '\(relation.targetType)', "
                    + "but the field answers '\(aggregate.targetType)'.",
                hint: "Write \(field.name): \(relation.targetType) @aggregate(of: \"\(aggregate.relation)\").",
                at: field.origin)
        }
        return nil
    }
}
