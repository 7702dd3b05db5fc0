// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLSchema
import JSON
import Mapping

extension ProofWalk {
    private static let wordsPerType = 6
    /// Search takes words of one stem for one another, so that words are told apart by how they begin.
    private static let stemLength = 4

    /// A searches for the words that only B's rows hold, and for what is near to B's vectors.
    func searches(_ field: FieldType, _ type: String, _ page: Page?) -> [ProofOperation] {
        guard let page, let filter = inputType(field.argument(named: "where")?.type.namedType),
            let table = mapping.tables[type]
        else { return [] }
        /// Whether the list can be found by it.
        func takes(_ finding: String, _ input: String) -> Bool { filter.field(named: finding)?.type.namedType == input }
        func search(_ finding: String, _ condition: String) -> ProofOperation {
            operation(
                type, "\(field.name), \(finding)",
                "\(field.name)(where: {\(finding): {\(condition)}}) \(page.around(selection(of: type, depth: 0)))")
        }
        var operations: [ProofOperation] = []
        if table.search != nil, takes("search", SearchNames.words) {
            operations += foreignWords(of: type).map { word in
                operation(
                    type, "\(field.name), search",
                    "\(field.name)(where: {search: {query: \(JSON.string(word).text)}}) \(page.around("__typename"))",
                    .nothingAtAll)
            }
        }
        if let similar = table.similar, takes("similar", SearchNames.text),
            let text = foreignText(of: type, comparedBy: similar)
        {
            operations.append(search("similar", "text: \(JSON.string(String(text.prefix(100))).text)"))
        }
        if let nearest = table.nearest, takes("nearest", SearchNames.vector),
            let vector = foreignVector(of: type, in: nearest.column)
        {
            operations.append(search("nearest", "vector: \(vector), first: 10"))
            if table.isFoundByBoth, takes("hybrid", SearchNames.both) {
                let words = JSON.string(foreignWords(of: type).joined(separator: " or ")).text
                operations.append(search("hybrid", "query: \(words), vector: \(vector), first: 10"))
            }
        }
        return operations
    }

    /// Of what a function compares nobody knows the column: any text of B's may be it.
    private func foreignText(of type: String, comparedBy similar: MappedSimilar) -> String? {
        (foreign.rows[type]?.samples ?? []).lazy.compactMap { row -> String? in
            if case .column(let column, _) = similar.source { return row[column]?.stringValue }
            return (row.members ?? []).compactMap(\.value.stringValue).first { UUID(uuidString: $0) == nil }
        }.first
    }

    private func foreignVector(of type: String, in column: String) -> String? {
        let vector = (foreign.rows[type]?.samples ?? []).lazy.compactMap { $0[column]?.stringValue }.first
        return vector.flatMap { $0.hasPrefix("[") ? $0 : nil }
    }

    private func foreignWords(of type: String) -> [String] {
        let ownTexts = own.texts.map { $0.lowercased() }
        var words: [String] = []
        for row in foreign.rows[type]?.samples ?? [] {
            // Keys hold no words.
            for text in (row.members ?? []).compactMap(\.value.stringValue) where UUID(uuidString: text) == nil {
                for word in text.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init)
                where word.count > Self.stemLength && !words.contains(word) {
                    guard words.count < Self.wordsPerType else { return words }
                    let stem = word.prefix(Self.stemLength)
                    if !ownTexts.contains(where: { $0.contains(stem) }) { words.append(word) }
                }
            }
        }
        return words
    }
}
