// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Relay's connection types, and the arguments of fields that answer many rows.
struct ConnectionExpansion {
    static func connection(_ typeName: String) -> TypeDefinition {
        objectDefinition(
            connectionName(typeName), "A page of \(typeName) rows.",
            [
                field("edges", nonNull(list(of: edgeName(typeName))), "The rows of the page, each with its cursor."),
                field("nodes", nonNull(list(of: typeName)), "The rows of the page."),
                field("pageInfo", nonNull(named("PageInfo")), "Where the page stands."),
                field("totalCount", nonNull(named("Int")), "How many rows fit, on all pages. Costs a count."),
            ])
    }

    static func edge(_ typeName: String) -> TypeDefinition {
        objectDefinition(
            edgeName(typeName), "A row of a page.",
            [
                field("cursor", nonNull(named("String")), "Opaque; `after` or `before` continue from it."),
                field("node", nonNull(named(typeName)), "The row."),
            ])
    }

    static func pageInfo() -> TypeDefinition {
        objectDefinition(
            "PageInfo", "Where a page stands among all rows.",
            [
                field("hasNextPage", nonNull(named("Boolean")), "Whether rows follow the page."),
                field("hasPreviousPage", nonNull(named("Boolean")), "Whether rows precede the page."),
                field("startCursor", named("String"), "The cursor of the first row; null on an empty page."),
                field("endCursor", named("String"), "The cursor of the last row; null on an empty page."),
            ])
    }

    static func filterArgument(_ typeName: String) -> InputValueDefinition {
        input("where", named(FilterExpansion.filterName(typeName)), "Which rows.")
    }

    static func orderArgument(_ typeName: String) -> InputValueDefinition {
        input("orderBy", list(of: OrderExpansion.orderName(typeName)), "In which order; the key completes it.")
    }

    /// Those of Relay's pages.
    static var pageArguments: [InputValueDefinition] {
        [
            input("first", named("Int"), "At most so many rows from the beginning."),
            input("after", named("String"), "Rows after this cursor."),
            input("last", named("Int"), "At most so many rows from the end."),
            input("before", named("String"), "Rows before this cursor."),
        ]
    }

    static func connectionName(_ typeName: String) -> String { typeName + "Connection" }

    static func edgeName(_ typeName: String) -> String { typeName + "Edge" }
}
