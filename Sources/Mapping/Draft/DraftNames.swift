// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Names for what a database holds, in the way that people write GraphQL. Guesses, for the author to better.
struct DraftNames {
    /// Names that mean something else.
    static let reservedTypes: Set<String> = [
        "Query", "Mutation", "Subscription", "PageInfo", "OrderDirection", "TimeBucket", "TimeUnit", "Node", "ID",
        "Int",
        "Float", "String", "Boolean", "DateTime", "Date", "Time", "UUID", "JSON", "BigInt", "Decimal", "TableScope",
    ]
    private static let reservedFields: Set<String> = [
        "and", "or", "not", "nodeId", "search", "similar", "nearest", "hybrid",
    ]

    /// The name of a type for each relation; equal ones are told apart by their schemas.
    static func types(for relations: [Relation]) -> [QualifiedName: String] {
        let plain = relations.map { (relation: $0, name: typeName($0.name.name)) }
        let counts = Dictionary(grouping: plain, by: \.name).mapValues(\.count)
        var taken: Set<String> = []
        var names: [QualifiedName: String] = [:]
        for (relation, short) in plain {
            let isAmbiguous = (counts[short] ?? 0) > 1
            var name = isAmbiguous ? capitalized(camelCase(valid(relation.name.schema))) + short : short
            let others = Set(plain.map(\.name)).subtracting([short])
            if isReserved(name, beside: others) { name += "Row" }
            names[relation.name] = unique(name, in: &taken)
        }
        return names
    }

    /// Whether a name means something else, or is that of what the engine makes for another type.
    static func isReserved(_ name: String, beside others: Set<String>) -> Bool {
        let generated = GeneratedTypes.readingRows + ["CreateInput", "UpdateInput", "Payload", "ListPayload"]
        return reservedTypes.contains(name)
            || generated.contains { name.hasSuffix($0) && others.contains(String(name.dropLast($0.count))) }
    }

    /// `training_sessions` → `TrainingSession`.
    static func typeName(_ table: String) -> String {
        capitalized(camelCase(singular(valid(table))))
    }

    /// `started_at` → `startedAt`.
    static func fieldName(_ column: String, taken: inout Set<String>) -> String {
        let name = fieldName(column)
        return unique(reservedFields.contains(name) ? name + "Value" : name, in: &taken)
    }

    /// `started_at`, `StartedAt` → `startedAt`; what is written in capitals stays as it is.
    private static func fieldName(_ column: String) -> String {
        let name = camelCase(valid(column))
        let second = name.dropFirst().first
        return second?.isUppercase == false ? lowerCamel(name) : name
    }

    /// `TrainingSession` → `trainingSession`.
    static func lowerCamel(_ name: String) -> String {
        guard let first = name.first else { return name }
        return first.lowercased() + name.dropFirst()
    }

    /// `in review` → `IN_REVIEW`; nil where nothing is left of it.
    static func enumValue(_ label: String) -> String? {
        let name = valid(String(decoding: label.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self))
        return name.utf8.allSatisfy { $0 == UInt8(ascii: "_") } ? nil : name
    }

    /// A string of GraphQL.
    static func quoted(_ text: String) -> String { Printer.print(.string(text, isBlock: false, range: .none)) }

    /// The text that `@value` need not be written for.
    static func storedText(of enumValue: String) -> String { lowerCased(enumValue) }

    /// How `@table(name:)` writes a relation.
    static func tableText(_ name: QualifiedName) -> String {
        "\(part(name.schema)).\(part(name.name))"
    }

    private static func part(_ name: String) -> String {
        let isPlain = name.unicodeScalars.allSatisfy { $0 != "." && $0 != "\"" && !$0.properties.isWhitespace }
        return isPlain && !name.isEmpty ? name : "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// The first of `name`, `name2`, `name3` … that is free.
    static func unique(_ name: String, in taken: inout Set<String>) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = name + String(number)
            number += 1
        }
        return candidate
    }

    /// With only the characters that a name of GraphQL may have, and no two underscores in front.
    static func valid(_ text: String) -> String {
        var bytes = text.utf8.map { byte -> UInt8 in
            let isValid =
                (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
                || byte == UInt8(ascii: "_")
            return isValid ? byte : UInt8(ascii: "_")
        }
        while bytes.starts(with: [UInt8(ascii: "_"), UInt8(ascii: "_")]) { bytes.removeFirst() }
        if bytes.isEmpty || (48...57).contains(bytes[0]) { bytes.insert(UInt8(ascii: "_"), at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func singular(_ name: String) -> String {
        let lower = name.lowercased()
        if ["series", "species", "news"].contains(where: lower.hasSuffix) { return name }
        if lower.hasSuffix("statuses") { return String(name.dropLast(2)) }
        if lower.hasSuffix("ies"), name.count > 4 { return name.dropLast(3) + "y" }
        if ["sses", "xes", "ches", "shes", "zes"].contains(where: lower.hasSuffix) { return String(name.dropLast(2)) }
        if lower.hasSuffix("s"), !["ss", "us", "is", "ics"].contains(where: lower.hasSuffix), name.count > 2 {
            return String(name.dropLast())
        }
        return name
    }
}
