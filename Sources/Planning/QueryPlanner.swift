// SPDX-License-Identifier: Apache-2.0

package import GraphQLExecution
package import GraphQLLanguage
package import GraphQLSchema
package import Mapping
import SQL

/// Plans operations. Pure: the same operation, mapping and variables give the same plan.
package struct QueryPlanner: Sendable {
    private let mapping: Mapping
    private let coercion: InputCoercion
    private let settings: PlanningSettings
    private let cursors: any CursorReading

    /// - Parameter coercion: of the mapping's schema; the variables were coerced by it.
    package init(
        mapping: Mapping, coercion: InputCoercion, settings: PlanningSettings, cursors: any CursorReading
    ) {
        self.mapping = mapping
        self.coercion = coercion
        self.settings = settings
        self.cursors = cursors
    }

    /// - Parameters:
    ///   - document: valid against the mapping's schema.
    ///   - variables: coerced to the operation's definitions.
    /// - Throws: where arguments contradict each other, or ask for more than is allowed.
    package func plan(
        _ operation: OperationDefinition, in document: Document, variables: [String: InputValue]
    ) throws(PlanningError) -> Plan {
        let reader = OperationReader(coercion: coercion, document: document, variables: variables)
        let isMutation = operation.type == .mutation
        let rootName =
            (isMutation ? mapping.schema.mutationTypeName : mapping.schema.queryTypeName)
            ?? (isMutation ? "Mutation" : "Query")
        var fields: [PlannedField] = []
        var isReusable = true
        let budget = PlanningBudget(settings: settings)
        let rootFields = try reader.collect([operation.selectionSet], on: rootName)
        guard rootFields.count <= settings.maximumRootFields else {
            throw PlanningError(
                .limitExceeded, "The operation has more than \(settings.maximumRootFields) root fields.",
                hint: "Send several operations.")
        }
        for collected in rootFields {
            guard let field = collected.fields.first else { continue }
            let work: PlannedField.Work
            let costBefore = budget.cost
            try budget.takeRootField()
            switch field.name.value {
            case "__typename": work = .constant(Array("\"\(rootName)\"".utf8))
            case "__schema", "__type": work = .introspection(collected)
            case _ where isMutation:
                let planner = MutationPlanner(
                    mapping: mapping, settings: settings, budget: budget, operation: reader, cursors: cursors)
                let planned = try planner.plan(collected, on: rootName)
                work = .write(planned.write)
                if planned.dependsOnValues { isReusable = false }
            default:
                let scope = StatementScope(mapping: mapping, settings: settings, budget: budget)
                if let planned = try statement(collected, on: rootName, scope: scope, reader: reader) {
                    work = .statement(scope.statement(planned.sql), planned.shape)
                } else {
                    // An id of no type here: not kept, since clients could name any number of them.
                    work = .constant(Array("null".utf8))
                    isReusable = false
                }
                if scope.dependsOnValues { isReusable = false }
            }
            fields.append(
                PlannedField(key: collected.responseKey, work: work, cost: budget.cost - costBefore))
        }
        return Plan(fields: fields, isReusable: isReusable)
    }

    /// Nil where it is known without the database that there is no row.
    private func statement(
        _ collected: CollectedField, on rootName: String, scope: StatementScope, reader: OperationReader
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape)? {
        guard let field = collected.fields.first else {
            throw PlanningError(.badUserInput, "Field '\(collected.responseKey)' is not served.")
        }
        let arguments = try reader.arguments(of: field, on: rootName)
        let place = "\(rootName).\(field.name.value)"
        let selection = SelectionPlanner(scope: scope, operation: reader, cursors: cursors)
        if let call = mapping.calls[place] {
            let planner = CallPlanner(selection: selection, call: call)
            return try planner.plan(collected.selectionSets, arguments: arguments)
        }
        guard let root = mapping.queryFields[field.name.value] else {
            throw PlanningError(.badUserInput, "Field '\(collected.responseKey)' is not served.")
        }
        let selectionSets = collected.selectionSets
        switch root.kind {
        case .find(let keys):
            let isNonNull = mapping.schema.field(named: field.name.value, on: rootName)?.type.isNonNull ?? false
            return try FindPlanner(selection: selection, table: try scope.table(root.targetType)).plan(
                selectionSets, keys: keys, arguments: arguments, isNonNull: isNonNull)
        case .connection:
            let page = try PageArguments(arguments, limit: root.limit, settings: settings)
            let rows = try rows(of: root, arguments: arguments, page: page, place: place, selection: selection)
            return try ConnectionPlanner(rows: rows, operation: reader).plan(selectionSets)
        case .list:
            let all = PageArguments(all: root.limit, settings: settings)
            let rows = try rows(of: root, arguments: arguments, page: all, place: place, selection: selection)
            return try ListPlanner(rows: rows).plan(selectionSets)
        case .node:
            return try NodePlanner(selection: selection, typeName: root.targetType).plan(
                selectionSets, arguments: arguments)
        case .aggregate:
            return try AggregatePlanner(selection: selection, table: try scope.table(root.targetType)).plan(
                selectionSets, arguments: arguments)
        }
    }

    /// The rows that a field lists: of a table, or of the types of an interface or union.
    private func rows(
        of root: MappedRootField, arguments: [String: SourcedValue], page: PageArguments, place: String,
        selection: SelectionPlanner
    ) throws(PlanningError) -> any ListedRows {
        if let type = mapping.abstractTypes[root.targetType] {
            return try MixedRows(type, arguments: arguments, page: page, place: place, selection: selection)
        }
        return try TableRows(
            try selection.scope.table(root.targetType), arguments: arguments, page: page, place: place,
            selection: selection)
    }
}
