// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// What `@search`, `@similar` and `@nearest` add to the API.
struct SearchExpansion {
    let table: AuthoredTable

    init(_ table: AuthoredTable) {
        self.table = table
    }

    /// Fields of the row's type.
    var rowFields: [FieldDefinition] {
        var fields: [FieldDefinition] = []
        if let search = table.search {
            fields.append(
                field(
                    SearchNames.rank, named("Float"),
                    "How well the row fits the words of the list's `search`; null where there was none."))
            if search.source.function != nil || !search.headline.isEmpty {
                fields.append(
                    field(
                        SearchNames.headline, named("String"),
                        "Where the words of the list's `search` stand, each between `<b>` and `</b>`; the text around is "
                            + "not escaped. Null where there was none."))
            }
        }
        if table.similar != nil {
            fields.append(
                field(
                    SearchNames.similarity, named("Float"),
                    "How similar the row is to the text of the list's `similar`, from 0 to 1; null where there was none."
                ))
        }
        if table.nearest != nil {
            fields.append(
                field(
                    SearchNames.distance, named("Float"),
                    "How far the row is from the vector of the list's `nearest`; null where there was none."))
        }
        if table.isFoundByBoth {
            fields.append(
                field(
                    SearchNames.score, named("Float"),
                    "How well the row fits the list's `hybrid`; null where there was none."))
        }
        return fields
    }

    /// Fields of `where`.
    var filterFields: [InputValueDefinition] {
        var fields: [InputValueDefinition] = []
        if table.search != nil {
            fields.append(input("search", named(SearchNames.words), "The row is about these words."))
        }
        if table.similar != nil {
            fields.append(input("similar", named(SearchNames.text), "The row's text is like this one."))
        }
        if table.nearest != nil {
            fields.append(
                input(
                    "nearest", named(SearchNames.vector),
                    "The row is one of the nearest to a vector, of the rows for which all else holds. Only at the top of "
                        + "a list's `where`."))
        }
        if table.isFoundByBoth {
            fields.append(
                input(
                    "hybrid", named(SearchNames.both),
                    "The row is about words or near to a vector, of the rows for which all else holds. Only at the top of a "
                        + "list's `where`, and not beside `nearest`."))
        }
        return fields
    }

    /// Fields of `orderBy`.
    var orderFields: [InputValueDefinition] {
        var fields: [InputValueDefinition] = []
        if table.search != nil {
            fields.append(
                input(
                    SearchNames.rank, named(OrderExpansion.directionName),
                    "By how well rows fit the words of the list's `search`: best first is DESC."))
        }
        if table.similar != nil {
            fields.append(
                input(
                    SearchNames.similarity, named(OrderExpansion.directionName),
                    "By how similar rows are to the text of the list's `similar`: most similar first is DESC."))
        }
        if table.nearest != nil {
            fields.append(
                input(
                    SearchNames.distance, named(OrderExpansion.directionName),
                    "By how far rows are from the vector of the list's `nearest`: nearest first is ASC."))
        }
        if table.isFoundByBoth {
            fields.append(
                input(
                    SearchNames.score, named(OrderExpansion.directionName),
                    "By how well rows fit the list's `hybrid`: best first is DESC."))
        }
        return fields
    }

    static func words() -> TypeDefinition {
        inputDefinition(
            SearchNames.words, "Words to search for.",
            [
                input(
                    "query", nonNull(named("String")),
                    "As in a web search: `late \"no answer\" -refund or return`. At most 1,000 characters.")
            ])
    }

    static func text() -> TypeDefinition {
        inputDefinition(
            SearchNames.text, "A text that need not be spelled as the rows have it.",
            [
                input("text", nonNull(named("String")), "At most 1,000 characters; case is of no account."),
                input(
                    "atLeast", named("Float"),
                    "No row is less similar: from 0 to 1. PostgreSQL's own threshold holds all the same."),
            ])
    }

    static func vector() -> TypeDefinition {
        inputDefinition(
            SearchNames.vector, "A vector to be near to.",
            [
                input("vector", nonNull(list(of: "Float")), "As long as those of the rows."),
                input("first", nonNull(named("Int")), "At most so many rows, the nearest."),
            ])
    }

    static func both() -> TypeDefinition {
        inputDefinition(
            SearchNames.both, "Words and a vector: two rankings, which become one by reciprocal rank fusion.",
            [
                input("query", nonNull(named("String")), "As that of `search`."),
                input("vector", nonNull(list(of: "Float")), "As that of `nearest`."),
                input("first", nonNull(named("Int")), "So many rows of each ranking, the best."),
                input(
                    "k", nonNull(named("Int")),
                    "A row's score is the sum of 1 / (k + its place) over the rankings that it is in: the larger, the less "
                        + "the first places count.", default: .int("60", range: .none)),
            ])
    }
}

extension Expander {
    /// The inputs that a table's filter refers to for `@search`, `@similar` and `@nearest`.
    mutating func requestFinding(of table: AuthoredTable) {
        if table.search != nil { add(SearchNames.words) { SearchExpansion.words() } }
        if table.similar != nil { add(SearchNames.text) { SearchExpansion.text() } }
        if table.nearest != nil { add(SearchNames.vector) { SearchExpansion.vector() } }
        if table.isFoundByBoth { add(SearchNames.both) { SearchExpansion.both() } }
    }

    /// The definition of a table's type with the fields that `@search`, `@similar` and `@nearest` add.
    func addingFinding(to type: TypeDefinition) -> TypeDefinition {
        guard case .object(let interfaces, let fields) = type.kind, let table = mapping.table(forType: type.name.value)
        else { return type }
        var type = type
        type.kind = .object(interfaces: interfaces, fields: fields + SearchExpansion(table).rowFields)
        return type
    }
}
