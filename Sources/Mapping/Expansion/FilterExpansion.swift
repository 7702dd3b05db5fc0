// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The input types of `where`: one for each table, one for each scalar.
struct FilterExpansion {
    /// `TrainingSessionFilter`: `and`, `or`, `not`, then a field for each column and relation.
    static func tableFilter(_ table: AuthoredTable) -> TypeDefinition {
        var fields = SearchExpansion(table).filterFields
        for field in table.fields {
            switch field.kind {
            case .column(let column):
                guard let name = filterName(of: column) else { continue }
                fields.append(input(field.name, named(name), field.description))
            case .relation(let relation):
                switch relation.shape {
                case .one:
                    fields.append(
                        input(field.name, named(filterName(relation.targetType)), "The related row is there and fits."))
                case .list, .connection:
                    fields.append(input(field.name, named(listFilterName(relation.targetType)), field.description))
                }
            case .mixed: continue
            case .computed(let call):
                guard let name = call.column.flatMap(filterName(of:)) else { continue }
                fields.append(input(field.name, named(name), field.description))
            case .aggregate(let aggregate):
                fields.append(
                    input(
                        field.name, named(AggregateNames(aggregate.targetType).filter),
                        "Figures over the related rows."))
            }
        }
        return filter(table.typeName, fields)
    }

    /// A filter of rows with these conditions, and with their combinations.
    static func filter(_ typeName: String, _ conditions: [InputValueDefinition]) -> TypeDefinition {
        let name = filterName(typeName)
        let combinations = [
            input("and", list(of: name), "Every one of these holds. An empty list holds always."),
            input("or", list(of: name), "At least one of these holds. An empty list never holds."),
            input("not", named(name), "This does not hold."),
        ]
        return inputDefinition(
            name, "Which rows of \(typeName). Its fields must all hold.", combinations + conditions)
    }

    /// `TrainingSessionListFilter`: conditions on the rows of a to-many relation.
    static func listFilter(_ typeName: String) -> TypeDefinition {
        let filter = named(filterName(typeName))
        return inputDefinition(
            listFilterName(typeName), "Conditions on related rows of \(typeName).",
            [
                input("some", filter, "At least one related row fits."),
                input("none", filter, "No related row fits."),
                input("every", filter, "No related row fails to fit; true where there are none."),
            ])
    }

    /// The filter of a column; nil where there is none.
    static func filterName(of column: AuthoredColumn) -> String? {
        switch (column.scalar, column.isList) {
        case (.custom, _), (.json, true): nil
        case (let scalar, true): listFilterName(scalar.typeName)
        case (let scalar, false): filterName(scalar.typeName)
        }
    }

    /// `StringFilter`, `TrainingSessionStatusFilter` …
    static func scalarFilter(_ scalar: ScalarKind) -> TypeDefinition {
        let type = named(scalar.typeName)
        let items = list(of: scalar.typeName)
        var fields = [
            input("eq", type, "Equal to."), input("ne", type, "Not equal to; not null."),
        ]
        if scalar != .boolean {
            fields += [
                input("in", items, "One of these. An empty list matches nothing."),
                input("notIn", items, "None of these; not null. An empty list matches everything."),
            ]
        }
        if scalar.isOrdered {
            fields += [
                input("lt", type, "Less than."), input("lte", type, "Less than or equal to."),
                input("gt", type, "Greater than."), input("gte", type, "Greater than or equal to."),
            ]
        }
        if scalar == .string {
            fields += [
                input("like", type, "SQL's LIKE: `%` any text, `_` any character, `\\` before one that is meant."),
                input("ilike", type, "LIKE without regard to case."),
                input("startsWith", type, "Begins with exactly this text."),
            ]
        }
        fields.append(input("isNull", named("Boolean"), "True: null. False: not null."))
        return inputDefinition(
            filterName(scalar.typeName), "Conditions on a value of type \(scalar.typeName). All must hold.", fields)
    }

    static func filterName(_ typeName: String) -> String { typeName + "Filter" }

    static func listFilterName(_ typeName: String) -> String { typeName + "ListFilter" }
}
