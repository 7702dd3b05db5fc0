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
        var operations: [ProofOperation] = []
        if table.search != nil, filter.field(named: "search")?.type.namedType == SearchNames.words {
            operations += foreignWords(of: type).map { word in
                operation(
                    type, "\(field.name), search",
                    "\(field.name)(where: {search: {query: \(JSON.string(word).text)}}) \(page.around("__typename"))",
                    .nothingAtAll)
            }
        }
        if let similar = table.similar, filter.field(named: "similar")?.type.namedType == SearchNames.text {
            // Of what a function compares nobody knows the column: any text of B's may be it.
            let texts = (foreign.rows[type]?.samples ?? []).lazy.compactMap { row -> String? in
                if case .column(let column, _) = similar.source { return row[column]?.stringValue }
                return (row.members ?? []).compactMap(\.value.stringValue).first { UUID(uuidString: $0) == nil }
            }
            if let text = texts.first {
                operations.append(
                    operation(
                        type, "\(field.name), similar",
                        "\(field.name)(where: {similar: {text: \(JSON.string(String(text.prefix(100))).text)}}) "
                            + page.around(selection(of: type, depth: 0))))
            }
        }
        if let nearest = table.nearest, filter.field(named: "nearest")?.type.namedType == SearchNames.vector {
            let vector = (foreign.rows[type]?.samples ?? []).lazy.compactMap { $0[nearest.column]?.stringValue }.first
            if let vector, vector.hasPrefix("[") {
                operations.append(
                    operation(
                        type, "\(field.name), nearest",
                        "\(field.name)(where: {nearest: {vector: \(vector), first: 10}}) "
                            + page.around(selection(of: type, depth: 0))))
                if table.isFoundByBoth, filter.field(named: "hybrid")?.type.namedType == SearchNames.both {
                    let words = JSON.string(foreignWords(of: type).joined(separator: " or ")).text
                    operations.append(
                        operation(
                            type, "\(field.name), hybrid",
                            "\(field.name)(where: {hybrid: {query: \(words), vector: \(vector), first: 10}}) "
                                + page.around(selection(of: type, depth: 0))))
                }
            }
        }
        return operations
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
