// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The filters of columns that hold more than one value.
extension FilterExpansion {
    static let pathFilterName = "JSONPathFilter"

    /// `StringListFilter`, `JobStateListFilter` …: conditions on an array.
    static func valueListFilter(_ scalar: ScalarKind) -> TypeDefinition {
        let items = list(of: scalar.typeName)
        return inputDefinition(
            listFilterName(scalar.typeName), "Conditions on a list of \(scalar.typeName). All must hold.",
            [
                input("eq", items, "The same items in the same order."),
                input("contains", items, "Holds all of these. An empty list holds always."),
                input("containedBy", items, "Holds none but these."),
                input("overlaps", items, "Holds at least one of these. An empty list never holds."),
                input("isEmpty", named("Boolean"), "True: has no items. False: has at least one."),
                input("isNull", named("Boolean"), "True: null. False: not null."),
            ])
    }

    /// `JSONFilter`: conditions on a document.
    static func jsonFilter() -> TypeDefinition {
        inputDefinition(
            filterName("JSON"), "Conditions on a JSON document. All must hold.",
            [
                input(
                    "contains", named("JSON"), "Holds this: objects by the members given, arrays by the items given."),
                input("hasKey", named("String"), "Is an object with this member, or an array with this text."),
                input("at", named(pathFilterName), "Conditions on what stands at a path."),
                input("isNull", named("Boolean"), "True: the column is null. False: it is not."),
            ])
    }

    /// `JSONPathFilter`: conditions on a part of a document.
    static func jsonPathFilter() -> TypeDefinition {
        let json = named("JSON")
        return inputDefinition(
            pathFilterName, "Conditions on what stands at a path of a document. All must hold.",
            [
                input(
                    "path", nonNull(list(of: "String")), "Names of members and positions of items, from the outside in."
                ),
                input("eq", json, "Equal to."),
                input("ne", json, "Not equal to; there."),
                input("in", list(of: "JSON"), "One of these. An empty list matches nothing."),
                input("lt", json, "Less than, and of the same kind: a number, a text."),
                input("lte", json, "Less than or equal to, and of the same kind."),
                input("gt", json, "Greater than, and of the same kind."),
                input("gte", json, "Greater than or equal to, and of the same kind."),
                input("isNull", named("Boolean"), "True: absent, or JSON's null. False: there, and not null."),
            ])
    }
}

extension Expander {
    /// The filter of a column, where it has one.
    mutating func requestFilter(of column: AuthoredColumn) {
        guard let name = FilterExpansion.filterName(of: column) else { return }
        if column.isList {
            add(name) { FilterExpansion.valueListFilter(column.scalar) }
        } else if column.scalar == .json {
            add(name) { FilterExpansion.jsonFilter() }
            add(FilterExpansion.pathFilterName) { FilterExpansion.jsonPathFilter() }
        } else {
            add(name) { FilterExpansion.scalarFilter(column.scalar) }
        }
    }
}
