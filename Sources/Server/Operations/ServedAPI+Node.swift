// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import Planning

extension ServedAPI {
    /// Refuses an operation that finds a row by its id in a table which is closed for now.
    ///
    /// A document does not say which: `node(nodeId: $id) { __typename }` is valid while any type of `Node` is open.
    ///
    /// - Throws: `UNAVAILABLE` with the field.
    func requireOpenNodes(of plan: Plan) throws(RequestErrors) {
        guard let open = open else { return }
        for field in plan.fields {
            let isClosed = field.statement?.parameters.contains { parameter in
                guard case .nodeKey(_, let typeName, _) = parameter.source else { return false }
                return open.schema.field(named: NodeNames.field, on: typeName) == nil
            }
            guard isClosed == true else { continue }
            var error = APIError(
                .unavailable, "A part of the API that the operation uses is closed at the moment.",
                hint: "Retry after a pause, or leave it out; the server's log says why.")
            error.path = [.key(field.key)]
            throw RequestErrors([error])
        }
    }
}
