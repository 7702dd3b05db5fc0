// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
package import GraphQLSchema
package import Mapping
package import Planning

/// What the server serves: a mapping that was checked against the database, and the parts that work on it.
///
/// An object, because each request takes hold of it.
package final class ServedAPI: Sendable {
    /// Tells the views of one API from each other, so that no document that is valid in one is answered in another.
    let number: Int
    /// The part that is served for now, where a fault of the database closes the rest; nil where all of it is.
    let open: ServedAPI?
    package let schema: Schema
    let mapping: Mapping
    let coercion: InputCoercion
    let planner: QueryPlanner
    /// What an operation may cost.
    let maximumCost: Int
    let cursors: CursorCodec
    /// What an answer from the schema may come to.
    let introspectionLimits: ExecutionLimits

    package init(mapping: Mapping, settings: PlanningSettings, cursors: CursorCodec, number: Int = 0) {
        self.number = number
        open = nil
        schema = mapping.schema
        self.mapping = mapping
        coercion = InputCoercion(
            schema: mapping.schema, scalars: ScalarCoercion.service, suggestions: .off, nullCharacter: .refused)
        planner = QueryPlanner(mapping: mapping, coercion: coercion, settings: settings, cursors: cursors)
        self.cursors = cursors
        maximumCost = settings.maximumCost
        introspectionLimits = .introspection(of: mapping.schema)
    }

    /// `whole`, of which only a part is open for now.
    init(_ whole: ServedAPI, open: ServedAPI) {
        number = whole.number
        self.open = open
        schema = whole.schema
        mapping = whole.mapping
        coercion = whole.coercion
        planner = whole.planner
        cursors = whole.cursors
        maximumCost = whole.maximumCost
        introspectionLimits = whole.introspectionLimits
    }
}
