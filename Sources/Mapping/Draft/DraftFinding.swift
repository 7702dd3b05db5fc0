// SPDX-License-Identifier: Apache-2.0

import SQL

/// What a table's columns and indexes say of how its rows are to be found: `@search`, `@similar` and `@nearest`, and
/// comments where the choice is the author's.
struct DraftFinding {
    private let relation: Relation
    private let words: Column?
    private let text: Column?
    private let vector: Column?

    /// - Parameter hasKey: whether a row can be told from others, which the nearest ones must be.
    init(_ relation: Relation, hasKey: Bool) {
        self.relation = relation
        words = relation.columns.first { $0.type.serving == "tsvector" && !$0.type.isArray }
        vector =
            hasKey
            ? relation.columns.first { ["vector", "halfvec"].contains($0.type.serving) && !$0.type.isArray } : nil
        text = relation.columns.first { column in
            ["text", "varchar", "citext"].contains(column.type.serving) && !column.type.isArray
                && Self.index(on: column, of: relation)?.definition?.contains("_trgm_ops") == true
        }
    }

    /// The columns that are no fields: rows are found by them.
    var columns: Set<String> { Set([words, vector].compactMap { $0?.name }) }

    /// Names that the directives make.
    var fieldNames: [String] {
        var names: [String] = []
        if words != nil { names += [SearchNames.rank, SearchNames.headline] }
        if text != nil { names.append(SearchNames.similarity) }
        if vector != nil { names += [SearchNames.distance, SearchNames.score] }
        return names
    }

    /// The directives, each with what is to be thought of before it.
    ///
    /// - Parameter fields: column → field.
    func lines(fields: [String: String]) -> [String] {
        var lines: [String] = []
        if let words {
            if dependsOnRows { lines.append(behindPolicies(words, "@search")) }
            if let configuration = Self.configuration(of: words) {
                let shown = headline(of: words, fields: fields)
                let texts = shown.isEmpty ? "" : ", headline: [\(shown.map(DraftNames.quoted).joined(separator: ", "))]"
                lines.append("@search(column: \(column(words)), config: \(DraftNames.quoted(configuration))\(texts))")
            } else {
                lines += [
                    "# Name the text search configuration that '\(words.name)' is made with, and take the '#' away:",
                    "# @search(column: \(column(words)), config: \"english\")",
                ]
            }
        }
        if let text {
            if dependsOnRows { lines.append(behindPolicies(text, "@similar")) }
            lines.append("# measure: WORD compares the words that fit best, which longer texts need.")
            lines.append("@similar(column: \(column(text)))")
        }
        if let vector {
            lines.append("# Say with dimensions: … how long the vectors are, so that others are refused at once.")
            let index = Self.index(on: vector, of: relation)
            if ["hnsw", "ivfflat"].contains(index?.method), !dependsOnRows {
                lines.append("# approximate: true lets the index be used, which may leave out rows that are near.")
            }
            lines.append("@nearest(column: \(column(vector))\(Self.metric(of: index)))")
        }
        return lines
    }

    private func behindPolicies(_ column: Column, _ directive: String) -> String {
        "# Behind policies no index on '\(column.name)' is used, but in a function: \(directive)(function: …)."
    }

    private func column(_ column: Column) -> String { DraftNames.quoted(column.name) }

    /// Whether a policy decides row by row.
    private var dependsOnRows: Bool { relation.policies.contains { $0.using != nil && $0.using != "true" } }

    private static func index(on column: Column, of relation: Relation) -> Index? {
        relation.indexes.first { $0.columns == [column.name] }
    }

    /// The metric that an index on vectors is made for, where it is not the usual one.
    private static func metric(of index: Index?) -> String {
        let definition = index?.definition ?? ""
        if definition.contains("_l2_ops") { return ", metric: EUCLIDEAN" }
        if definition.contains("_ip_ops") { return ", metric: INNER_PRODUCT" }
        return ""
    }

    /// The configuration in `to_tsvector('english'::regconfig, …)`; nil where there is none, or more than one.
    private static func configuration(of column: Column) -> String? {
        guard let generation = column.generation else { return nil }
        // A name with a quote in it ends too early here, and none of that name is found by anybody.
        let names = Set(generation.matches(of: /'([^']+)'::regconfig/).map { String($0.output.1) })
        return names.count == 1 ? names.first : nil
    }

    /// The fields whose texts the words are made of.
    private func headline(of column: Column, fields: [String: String]) -> [String] {
        let parts = (column.generation ?? "").split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        return relation.columns.filter { ["text", "varchar"].contains($0.type.serving) && !$0.type.isArray }
            .filter { parts.contains($0.name) && relation.admittedTexts(of: $0) == nil }
            .compactMap { fields[$0.name] }
    }
}
