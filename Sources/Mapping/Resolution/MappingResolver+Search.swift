// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import SQL

/// Holds `@search` and `@nearest` against the catalog.
extension MappingResolver {
    mutating func search(
        of table: AuthoredTable, in relation: Relation, key: [MappedColumn], fields: [String: MappedField]
    ) -> MappedSearch? {
        guard let search = table.search else { return nil }
        let place = "@search of type '\(table.typeName)'"
        let headline = headline(of: search, fields: fields, place: place)
        var configuration: (text: String, schema: String?)?
        if let name = search.configuration {
            configuration = self.configuration(name, place: place, at: search.origin)
        }
        guard let source = source(of: search, in: relation, key: key, place: place) else { return nil }
        return MappedSearch(
            source: source, configuration: configuration?.text, configurationSchema: configuration?.schema,
            headline: headline)
    }

    private mutating func headline(
        of search: AuthoredSearch, fields: [String: MappedField], place: String
    ) -> [MappedColumn] {
        search.headline.compactMap { name in
            if case .column(let column)? = fields[name], column.scalar == .string, !column.isList { return column }
            faults.append(
                MappingFault(
                    "\(place): 'headline' names '\(name)', which is no text of the type.",
                    hint: "Name fields of the type that are String.", at: search.origin))
            return nil
        }
    }

    /// What is searched; nil where it does not fit, which is reported.
    private mutating func source(
        of search: AuthoredSearch, in relation: Relation, key: [MappedColumn], place: String
    ) -> MappedSearch.Source? {
        switch search.source {
        case .column(let name):
            if column(name, of: relation, isOneOf: ["tsvector"]) != nil { return .column(name) }
            faults.append(
                .column(
                    name, of: relation, isNot: "tsvector", place: place,
                    hint:
                        "Add one by a migration, generated always as (to_tsvector('\(search.configuration ?? "english")', …)) "
                        + "stored, with a GIN index.",
                    at: search.origin))
            return nil
        case .function(let name):
            return findingFunction(name, of: .words, key: key, place: place, at: search.origin)
                .map { .function($0) }
        }
    }

    /// A column that holds one value of one of these types; nil where there is none of the name.
    func column(_ name: String, of relation: Relation, isOneOf types: Set<String>) -> Column? {
        guard let column = relation.column(name), types.contains(column.type.serving), !column.type.isArray else {
            return nil
        }
        return column
    }

    /// A text search configuration as SQL names it, with its schema where that is not PostgreSQL's own; nil where there is
    /// none of the name.
    private mutating func configuration(
        _ name: String, place: String, at origin: Origin
    ) -> (text: String, schema: String?)? {
        guard let known = textSearchConfigurations else { return (name, nil) }
        // PostgreSQL reads the name as any other: in lower case where it is not quoted, its own schema first.
        let text = name.contains("\"") ? name : name.lowercased()
        let own = QualifiedName(parsing: "pg_catalog." + text)
        let written = QualifiedName(parsing: text)
        if let found = [own ?? written, written].compactMap({ $0 }).first(where: known.contains) {
            // Of what is not PostgreSQL's own, the session's search path would decide.
            return found == own ? (name, nil) : (Self.text(of: found), found.schema)
        }
        let elsewhere = known.first { $0.name == (own ?? written)?.name }
        let names = known.map { $0.schema == "pg_catalog" ? $0.name : $0.description }
        faults.append(
            MappingFault(
                "\(place): the database has no text search configuration '\(name)'.",
                hint: elsewhere.map { "Write config: \"\(Self.text(of: $0).replacing("\"", with: "\\\""))\"." }
                    ?? suggestionList(name, options: names).first.map { "Did you mean config: \"\($0)\"?" }
                    ?? "Name one that \\dF of psql lists, or add it by a migration.", at: origin))
        return nil
    }

    private static func text(of name: QualifiedName) -> String {
        "\(SQLIdentifier(name.schema).text).\(SQLIdentifier(name.name).text)"
    }

    mutating func nearest(
        of table: AuthoredTable, in relation: Relation, key: [MappedColumn]
    ) -> MappedNearest? {
        guard let nearest = table.nearest else { return nil }
        let place = "@nearest of type '\(table.typeName)'"
        guard let column = column(nearest.column, of: relation, isOneOf: ["vector", "halfvec"]) else {
            faults.append(
                .column(
                    nearest.column, of: relation, isNot: "vector", place: place,
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

extension MappingFault {
    /// Of a column that a directive goes by, and that is not there or is of another type.
    static func column(
        _ name: String, of relation: Relation, isNot expected: String, place: String, hint: String, at origin: Origin
    ) -> MappingFault {
        guard let type = relation.column(name)?.type else {
            return MappingFault("\(place): \(relation.name) has no column '\(name)'.", hint: hint, at: origin)
        }
        return MappingFault(
            "\(place): column '\(name)' is of type \(type.serving)\(type.isArray ? "[]" : ""), not \(expected).",
            hint: hint, at: origin)
    }
}
