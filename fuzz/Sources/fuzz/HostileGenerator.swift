// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// Makes documents of few constructs and many of each, where an algorithm that is not linear shows.
struct HostileGenerator {
    let schema: Schema

    func document(_ random: inout SeededGenerator) -> String {
        let root = schema.queryTypeName ?? "Query"
        // A field that leads to an object again, with what it must be given left out: faults are welcome.
        let field = random.pick(compositeFields(of: root)) ?? FieldType.typename
        let (name, type) = (field.name, field.type.namedType)
        let inner = random.pick(compositeFields(of: type))?.name ?? name
        let few = 1 + random.below(40)
        let many = 1 + random.below(random.chance(50) ? 300 : 1_600)
        let parts = Parts(root: root, name: name, type: type, inner: inner, few: few, many: many)
        switch random.below(12) {
        case 0: return operationsTimesFragments(parts, variables: random.below(4), &random)
        case 1: return doublingFragments(parts)
        case 2: return fragmentsThatMeet(parts, &random)
        case 3: return "{ \(repeated(many) { "\(name) { a\($0): __typename }" }) }"
        case 4: return "{ \(repeated(many) { "a\($0 % few): \(name) { __typename }" }) }"
        case 5: return "{ \(repeated(many) { _ in "...on \(type){\(name){\(inner){__typename}}}" }) }"
        case 6: return "{ __typename \(repeated(many) { "@d\($0 % few)" }) \(repeated(many) { _ in "@skip(if:$v)" }) }"
        case 7:
            let uses = repeated(few) { "a\($0):$v\($0)" }
            return "query(\(repeated(many) { "$v\($0): [Int!]=[\($0)]" })) { \(name)(\(uses)) }"
        case 8: return "{ \(name)(where: {\(repeated(many) { "a\($0 % few): [{}]" })}) }"
        case 9:
            let depth = 150 + random.below(60)
            let opens = ["\(name){", "\(name){__typename ", "...{", "a:\(name){b:\(name){__typename}"]
            let open = random.pick(opens) ?? ""
            return "{" + repeated(depth) { _ in open } + "__typename" + repeated(depth) { _ in "}" } + "}"
        case 10: return allSpreadAll(parts)
        default: return "{ \(repeated(many) { "\(name)X\($0): \(name)X\($0 % few)" }) }"
        }
    }

    private struct Parts {
        var root, name, type, inner: String
        var few, many: Int
    }

    private func compositeFields(of type: String) -> [FieldType] {
        let fields: [FieldType] =
            switch schema.type(named: type) {
            case .object(let object): object.fields
            case .interface(let interface): interface.fields
            case .scalar, .union, .enum, .inputObject, nil: []
            }
        return fields.filter { schema.type(named: $0.type.namedType)?.isComposite == true }
    }

    private func repeated(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: " ")
    }

    /// Each operation reaches all fragments, and their variables.
    private func operationsTimesFragments(
        _ parts: Parts, variables: Int, _ random: inout SeededGenerator
    ) -> String {
        let operations = 1 + random.below(1_200)
        let fragments = 1 + random.below(1_200)
        let definitions = variables == 0 ? "" : "(\(repeated(variables) { "$v\($0):Int" }))"
        let uses = variables == 0 ? "" : " x:\(parts.name)(\(repeated(variables) { "a\($0):$v\($0)" })){__typename}"
        return repeated(operations) { "query q\($0)\(definitions){...f0}" } + " "
            + repeated(fragments) { "fragment f\($0) on \(parts.root){\(uses) ...f\($0 + 1)}" }
            + " fragment f\(fragments) on \(parts.root){__typename}"
    }

    /// A chain in which each fragment spreads the next one twice.
    private func doublingFragments(_ parts: Parts) -> String {
        let last = parts.many / 4
        return "{ \(parts.name) { ...f0 ...f0 } } "
            + repeated(last) {
                "fragment f\($0) on \(parts.type) { \(parts.inner) { ...f\($0 + 1) } a: \(parts.inner) { ...f\($0 + 1) } }"
            } + " fragment f\(last) on \(parts.type) { __typename }"
    }

    /// Rows of fragments, each of which spreads some of the next row: pairs of fragments meet in many ways.
    private func fragmentsThatMeet(_ parts: Parts, _ random: inout SeededGenerator) -> String {
        let width = parts.few
        let rows = parts.many / width / 2
        let fragments = (0..<(width * rows)).map { number in
            let next = (0..<2).map { _ in "...f\((number / width + 1) * width + random.below(width))" }
            return "fragment f\(number) on \(parts.type) { \(parts.inner) { \(next[0]) } \(next[1]) }"
        }
        let ends = repeated(width) { "fragment f\(width * rows + $0) on \(parts.type) { __typename }" }
        return "{ \(parts.name) { \(repeated(width) { "...f\($0)" }) } } \(fragments.joined(separator: " ")) \(ends)"
    }

    private func allSpreadAll(_ parts: Parts) -> String {
        let spreads = repeated(parts.few) { "...f\($0)" }
        return "{ \(parts.name) { ...f0 } } "
            + repeated(parts.few) { "fragment f\($0) on \(parts.type) { __typename \(spreads) }" }
    }
}
