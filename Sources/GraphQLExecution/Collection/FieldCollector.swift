// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage
public import GraphQLSchema

/// The selections that make one entry of the response: fields with the same response key.
/// Specification: "Field Collection".
public struct CollectedField: Sendable {
    public var responseKey: String
    /// At least one; validation has seen to it that all select the same field with the same arguments.
    public var fields: [Field]

    /// What is selected of the field's value, by all of its selections together.
    public var selectionSets: [SelectionSet] { fields.compactMap(\.selectionSet) }
}

/// Flattens selection sets to the fields that they select of a value of one object type.
/// Specification: "Field Collection", `CollectFields`, `CollectSubfields`.
public struct FieldCollector: Sendable {
    private let coercion: InputCoercion
    private let fragments: [String: FragmentDefinition]
    private let variables: [String: InputValue]
    private let source: Source?

    /// - Parameter variables: coerced values, by which `@skip` and `@include` decide.
    public init(
        coercion: InputCoercion, fragments: [String: FragmentDefinition], variables: [String: InputValue],
        source: Source?
    ) {
        self.coercion = coercion
        self.fragments = fragments
        self.variables = variables
        self.source = source
    }

    /// The fields that selection sets, taken together, select of an object, in the order of the response.
    ///
    /// Visits each selection and each fragment at most once, without recursion: the cost is at most the document's size.
    public func fields(
        of selectionSets: [SelectionSet], on objectTypeName: String
    ) throws(GraphQLError) -> [CollectedField] {
        var collected: [CollectedField] = []
        var indexes: [String: Int] = [:]
        var visitedFragments: Set<String> = []
        // What is still to be visited, the innermost selection set last.
        var pending = selectionSets.reversed().map { $0.selections[...] }
        while let selection = pending.last?.first {
            pending[pending.count - 1].removeFirst()
            if pending[pending.count - 1].isEmpty { pending.removeLast() }
            switch selection {
            case .field(let field):
                guard try isIncluded(field.directives) else { break }
                if let index = indexes[field.responseKey] {
                    collected[index].fields.append(field)
                } else {
                    indexes[field.responseKey] = collected.count
                    collected.append(CollectedField(responseKey: field.responseKey, fields: [field]))
                }
            case .inlineFragment(let fragment):
                guard try isIncluded(fragment.directives), applies(fragment.typeCondition, to: objectTypeName) else {
                    break
                }
                pending.append(fragment.selectionSet.selections[...])
            case .fragmentSpread(let spread):
                let name = spread.name.value
                guard !visitedFragments.contains(name), try isIncluded(spread.directives) else { break }
                visitedFragments.insert(name)
                guard let fragment = fragments[name], applies(fragment.typeCondition, to: objectTypeName) else {
                    break
                }
                pending.append(fragment.selectionSet.selections[...])
            }
            while pending.last?.isEmpty == true { pending.removeLast() }
        }
        return collected
    }

    /// Whether `@skip` and `@include` leave a selection in. Specification: "@skip", "@include".
    public func isIncluded(_ directives: [Directive]) throws(GraphQLError) -> Bool {
        if directives.isEmpty { return true }
        if try condition(of: "skip", in: directives) == true { return false }
        return try condition(of: "include", in: directives) != false
    }

    /// The argument `if` of a directive; nil if the directive is not applied.
    private func condition(of name: String, in directives: [Directive]) throws(GraphQLError) -> Bool? {
        guard let directive = directives.first(where: { $0.name.value == name }) else { return nil }
        let arguments = try coercion.arguments(
            directive.arguments, of: Self.conditionArguments, at: directive.range, variables: variables,
            source: source)
        return arguments.first?.value.value == .boolean(true)
    }

    private static let conditionArguments = [InputValueType(name: "if", type: .nonNull(.named("Boolean")))]

    /// Specification: `DoesFragmentTypeApply`.
    private func applies(_ condition: NamedTypeReference?, to objectTypeName: String) -> Bool {
        guard let condition else { return true }
        return coercion.schema.isPossibleType(objectTypeName, of: condition.name.value)
    }
}
