// SPDX-License-Identifier: Apache-2.0

import SQL

/// Holds `@search` and `@nearest` against the catalog.
extension MappingResolver {
    mutating func search(
        of table: AuthoredTable, in relation: Relation, key: [MappedColumn], fields: [String: MappedField]
    ) -> MappedSearch? {
        guard let search = table.search else { return nil }
        let place = "@search of type '\(table.typeName)'"
        var headline: [MappedColumn] = []
        for name in search.headline {
            guard case .column(let column)? = fields[name], column.scalar == .string, !column.isList else {
                faults.append(
                    MappingFault(
                        "\(place): 'headline' names '\(name)', which is no text of the type.",
                        hint: "Name fields of the type that are String.", at: search.origin))
                continue
            }
            headline.append(column)
        }
        let source: MappedSearch.Source
        switch search.source {
        case .column(let name):
            guard let column = relation.column(name), column.type.serving == "tsvector", !column.type.isArray else {
                let found = relation.column(name)?.type
                faults.append(
                    MappingFault(
                        found.map { "\(place): column '\(name)' is of type \($0.serving), not tsvector." }
                            ?? "\(place): \(relation.name) has no column '\(name)'.",
                        hint:
                            "Add one by a migration, generated always as (to_tsvector('\(search.configuration ?? "english")', …)) "
                            + "stored, with a GIN index.",
                        at: search.origin))
                return nil
            }
            source = .column(name)
        case .function(let name):
            guard let function = searchFunction(name, key: key, place: place, at: search.origin) else { return nil }
            source = .function(function)
        }
        return MappedSearch(source: source, configuration: search.configuration, headline: headline)
    }

    private mutating func searchFunction(
        _ name: QualifiedName, key: [MappedColumn], place: String, at origin: Origin
    ) -> MappedSearchFunction? {
        let form =
            "Write: create function \(name)(query text) returns table (\(key.map { "\($0.name) …" }.joined(separator: ", ")), "
            + "rank real) stable."
        func fault(_ problem: String, hint: String? = nil) -> MappingFault {
            MappingFault("\(place): \(problem)", hint: hint ?? form, at: origin)
        }
        let named = functions.filter { $0.name == name }
        guard let function = named.first, named.count == 1, let signature = function.signature else {
            faults.append(
                fault(
                    named.isEmpty
                        ? "there is no function \(name) in the database."
                        : "\(name) is not one function that a statement can call."))
            return nil
        }
        guard function.volatility != .volatile else {
            faults.append(fault("\(name) is VOLATILE, so that it may write, but a search only reads."))
            return nil
        }
        guard let first = signature.parameters.first, ["text", "varchar"].contains(first.type.serving),
            !first.type.isArray, !first.name.isEmpty, signature.parameters.dropFirst().allSatisfy(\.hasDefault)
        else {
            faults.append(fault("\(name) does not take the words as its first parameter, a text, and need no other."))
            return nil
        }
        let others = signature.columns.filter { !["rank", "headline"].contains($0.name) }
        guard !key.isEmpty, others.count == key.count,
            zip(key, others).allSatisfy({ $0.type.serving == $1.type.serving })
        else {
            let columns = key.map { "\($0.name) \($0.type.serving)" }.joined(separator: ", ")
            faults.append(
                fault("\(name) does not answer the key of the rows (\(columns)), and beside it only rank and headline.")
            )
            return nil
        }
        let isRanked = signature.columns.contains {
            $0.name == "rank" && ["float4", "float8"].contains($0.type.serving)
        }
        let hasHeadline = signature.columns.contains { $0.name == "headline" && $0.type.serving == "text" }
        return MappedSearchFunction(
            name: name, identityArguments: function.identityArguments, parameter: first.name,
            key: zip(key, others).map { JoinPair(own: $0.name, foreign: $1.name) }, rank: isRanked ? "rank" : nil,
            headline: hasHeadline ? "headline" : nil)
    }

    mutating func nearest(
        of table: AuthoredTable, in relation: Relation, key: [MappedColumn]
    ) -> MappedNearest? {
        guard let nearest = table.nearest else { return nil }
        let place = "@nearest of type '\(table.typeName)'"
        guard let column = relation.column(nearest.column), ["vector", "halfvec"].contains(column.type.serving),
            !column.type.isArray
        else {
            faults.append(
                MappingFault(
                    relation.column(nearest.column).map {
                        "\(place): column '\(nearest.column)' is of type \($0.type.serving)"
                            + "\($0.type.isArray ? "[]" : ""), not vector."
                    } ?? "\(place): \(relation.name) has no column '\(nearest.column)'.",
                    hint: "Vectors are of the extension pgvector: create extension vector; then add a column of type "
                        + "vector(\(nearest.dimensions ?? 1536)) by a migration.", at: nearest.origin))
            return nil
        }
        guard !key.isEmpty else {
            faults.append(
                MappingFault(
                    "\(place): \(relation.name) has no key, which tells the nearest rows from the others.",
                    hint: "Add a primary key, or name the key's fields in @table(key: […]).", at: nearest.origin))
            return nil
        }
        return MappedNearest(
            column: column.name, type: column.type, metric: nearest.metric, dimensions: nearest.dimensions,
            isApproximate: nearest.isApproximate)
    }
}
