// SPDX-License-Identifier: Apache-2.0

import SQL

/// Holds `@similar` against the catalog.
extension MappingResolver {
    mutating func similar(of table: AuthoredTable, in relation: Relation, key: [MappedColumn]) -> MappedSimilar? {
        guard let similar = table.similar else { return nil }
        let place = "@similar of type '\(table.typeName)'"
        switch similar.source {
        case .function(let name):
            return findingFunction(name, of: .text, key: key, place: place, at: similar.origin)
                .map { MappedSimilar(source: .function($0), measure: similar.measure) }
        case .column(let name):
            guard let schema = extensions["pg_trgm"] else {
                faults.append(
                    MappingFault(
                        "\(place): the database does not have the extension pg_trgm, which compares texts.",
                        hint: "Add it by a migration: create extension pg_trgm with schema extensions; grant usage on "
                            + "schema extensions to the roles of requests. Or take @similar away.", at: similar.origin))
                return nil
            }
            guard column(name, of: relation, isOneOf: Self.texts) != nil else {
                faults.append(
                    .column(
                        name, of: relation, isNot: "text", place: place,
                        hint: "Name a column of text. Of several, make one by a migration, generated always as "
                            + "(first_name || ' ' || last_name) stored.", at: similar.origin))
                return nil
            }
            return MappedSimilar(source: .column(name, extensionSchema: schema), measure: similar.measure)
        }
    }

    private static let texts: Set<String> = ["text", "varchar", "citext"]
}
