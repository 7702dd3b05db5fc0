// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// What all parts of one statement share: aliases and parameters.
///
/// Confined to the planning of one root field; a class, so that the parts can be planned by small types of their own.
final class StatementScope {
    let mapping: Mapping
    let settings: PlanningSettings
    let budget: PlanningBudget
    private var parameters: [Parameter] = []
    /// Stretches of time that are filled with buckets: how many there are is known when the values are.
    var fills: [BucketFill] = []
    private var placeholders: [TypedParameter: SQLPlaceholder] = [:]
    /// How many aliases were given so far: what is planned while it grows reads further tables.
    private(set) var aliasCount = 0
    /// Whether some part of the SQL follows from a value rather than from the variables' shape.
    var dependsOnValues = false

    init(mapping: Mapping, settings: PlanningSettings, budget: PlanningBudget) {
        self.mapping = mapping
        self.settings = settings
        self.budget = budget
    }

    /// An alias that says what it stands for: `sessions_1`. Numbers follow the order of planning, so that the same
    /// operation always gives the same text.
    func alias(for name: String) -> SQLIdentifier {
        aliasCount += 1
        // PostgreSQL cuts names at 63 bytes, which must not take the number away.
        var stem = name
        while stem.utf8.count > Self.longestStem { stem.removeLast() }
        return SQLIdentifier("\(stem)_\(aliasCount)")
    }

    private static let longestStem = 48

    /// The placeholder of a parameter that is cast to a type; equal parameters of one type share one.
    ///
    /// PostgreSQL takes a parameter to have the type of its first cast, and a second cast would convert from that.
    func placeholder(for parameter: Parameter, as type: ColumnType) -> SQLPlaceholder {
        // Constants are not shared: texts that Unicode takes for equal are different values to PostgreSQL.
        if case .constant = parameter.source { return newPlaceholder(for: parameter) }
        let typed = TypedParameter(parameter: parameter, type: type)
        if let placeholder = placeholders[typed] { return placeholder }
        let placeholder = newPlaceholder(for: parameter)
        placeholders[typed] = placeholder
        return placeholder
    }

    /// The statement whose SQL is finished.
    func statement(_ sql: SQLFragment) -> PlannedStatement {
        let rendered = sql.rendered()
        let bound = rendered.placeholders.map { parameters[$0.id] }
        // A filter is planned for a page and for its total, of which only one may be asked for: what is bound already is
        // looked at once.
        var unbound: [Parameter] = []
        if bound.count < parameters.count {
            let known = Set(bound)
            unbound = parameters.filter { !known.contains($0) }
        }
        return PlannedStatement(
            sql: SQLStatement(text: rendered.text), parameters: bound, unboundParameters: unbound, fills: fills)
    }

    private func newPlaceholder(for parameter: Parameter) -> SQLPlaceholder {
        parameters.append(parameter)
        return SQLPlaceholder(id: parameters.count - 1)
    }

    private struct TypedParameter: Hashable {
        let parameter: Parameter
        let type: ColumnType
    }

    /// Where a parameter takes a value from.
    func source(of value: SourcedValue) -> Parameter.Source {
        switch value.origin {
        case .variable(let name, let path):
            return .variable(name: name, path: path)
        case .composed:
            // A custom scalar's literal around variables has no path to them: the plan serves this request alone.
            dependsOnValues = true
            return .constant(value.value)
        case .literal:
            switch value.content {
            case .null, .leaf:
                return .constant(value.value)
            case .list(let items):
                let sources = items.map { source(of: $0) }
                return sources.allSatisfy(\.isConstant) ? .constant(value.value) : .list(sources)
            case .object(let fields):
                let members = fields.map { Parameter.Member(name: $0.name, source: source(of: $0.value)) }
                return members.allSatisfy(\.source.isConstant) ? .constant(value.value) : .object(members)
            }
        }
    }

    /// The table of a type that the statement reads once more.
    ///
    /// - Throws: where the operation reads too many.
    func table(_ typeName: String) throws(PlanningError) -> MappedTable {
        guard let table = mapping.tables[typeName] else {
            throw PlanningError(.badUserInput, "Type '\(typeName)' is not served.")
        }
        try budget.takeRelation()
        return table
    }
}

extension StatementScope {
    /// The table of a relation's rows, which the statement reads once more, with its join table where it has one.
    ///
    /// - Throws: where the operation reads too many.
    func target(of relation: MappedRelation) throws(PlanningError) -> MappedTable {
        if relation.through != nil { try budget.takeRelation() }
        return try table(relation.targetType)
    }
}

extension Parameter.Source {
    fileprivate var isConstant: Bool { if case .constant = self { true } else { false } }
}
