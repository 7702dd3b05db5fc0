// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A selected field is one of its parent type, or a meta-field that is allowed there.
///
/// Specification: "Field Selections".
struct FieldsOnCorrectTypeRule: ValidationRule {
    static let name = "FieldsOnCorrectType"
    static let interests: Set<NodeKind> = [.field]

    func enter(_ field: Field, in context: inout ValidationContext) {
        guard context.types.field == nil, let parent = context.types.parentType else { return }
        let name = field.name.value
        let (schema, suggestions) = (context.schema, context.options.suggestions)
        context.report(
            Self.self,
            "Cannot query field \"\(name)\" on type \"\(parent.name)\"."
                + suggestion(for: name, on: parent, in: schema, suggestions),
            at: field.range)
    }

    /// Types that have the field come before fields with a similar name.
    private func suggestion(
        for name: String, on parent: NamedType, in schema: Schema, _ suggestions: Suggestions
    ) -> String {
        let types = suggestions.didYouMean(
            "to use an inline fragment on", suggesting: typesHaving(name, among: parent, in: schema))
        if !types.isEmpty { return types }
        switch parent {
        case .object(let type): return suggestions.didYouMean(name, among: type.fields.map(\.name))
        case .interface(let type): return suggestions.didYouMean(name, among: type.fields.map(\.name))
        case .scalar, .union, .enum, .inputObject: return ""
        }
    }

    /// The possible types that have the field and the interfaces through which they have it: those that most of them
    /// share first, then an interface before the types that implement it.
    private func typesHaving(_ field: String, among parent: NamedType, in schema: Schema) -> [String] {
        guard parent.isAbstract else { return [] }
        var names: [String] = []
        var counts: [String: Int] = [:]
        for case .object(let object)? in schema.possibleTypes(of: parent.name).map(schema.type(named:))
        where object.field(named: field) != nil {
            names.append(object.name)
            counts[object.name] = 1
            for case .interface(let interface)? in object.interfaces.map(schema.type(named:))
            where interface.field(named: field) != nil {
                if counts[interface.name] == nil { names.append(interface.name) }
                counts[interface.name, default: 0] += 1
            }
        }
        return sorted(names) { first, second in
            let (count, otherCount) = (counts[first, default: 0], counts[second, default: 0])
            if count != otherCount { return count > otherCount }
            if schema.isSubtype(second, of: first) { return true }
            if schema.isSubtype(first, of: second) { return false }
            return naturallyPrecedes(first, second)
        }
    }

    /// Sorts by binary insertion after an ascending run, as graphql-js's sort does with few items: the order of types
    /// above is no total order (an interface stands before its types wherever their names stand), so that the result
    /// depends on the procedure.
    private func sorted(_ names: [String], by precedes: (String, String) -> Bool) -> [String] {
        var sorted = Array(names.prefix(1))
        var rest = names.dropFirst()
        if let first = sorted.first, let second = rest.first, precedes(second, first) {
            while let next = rest.first, let last = sorted.last, precedes(next, last) {
                sorted.append(next)
                rest.removeFirst()
            }
            sorted.reverse()
        } else {
            while let next = rest.first, let last = sorted.last, !precedes(next, last) {
                sorted.append(next)
                rest.removeFirst()
            }
        }
        for name in rest {
            var low = 0
            var high = sorted.count
            while low < high {
                let middle = (low + high) / 2
                if precedes(name, sorted[middle]) { high = middle } else { low = middle + 1 }
            }
            sorted.insert(name, at: low)
        }
        return sorted
    }

    /// Whether one name sorts before another as people sort them: runs of digits compare as numbers.
    private func naturallyPrecedes(_ first: String, _ second: String) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        var (rest, otherRest) = (first.utf8[...], second.utf8[...])
        while let byte = rest.first, let otherByte = otherRest.first {
            guard digits.contains(byte), digits.contains(otherByte) else {
                if byte != otherByte { return byte < otherByte }
                rest.removeFirst()
                otherRest.removeFirst()
                continue
            }
            let number = rest.prefix(while: digits.contains).drop { $0 == digits.lowerBound }
            let otherNumber = otherRest.prefix(while: digits.contains).drop { $0 == digits.lowerBound }
            if number.count != otherNumber.count { return number.count < otherNumber.count }
            if !number.elementsEqual(otherNumber) { return number.lexicographicallyPrecedes(otherNumber) }
            rest = rest.drop(while: digits.contains)
            otherRest = otherRest.drop(while: digits.contains)
        }
        return rest.count < otherRest.count
    }
}
