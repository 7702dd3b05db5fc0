// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import JSON

/// A response. Specification: "Response Format".
package struct ExecutionResult: Sendable {
    /// nil where the request failed before execution; null where an error reached the root.
    package var data: JSON?
    package var errors: [GraphQLError]

    package init(data: JSON?, errors: [GraphQLError]) {
        self.data = data
        self.errors = errors
    }

    /// The response as it is sent, errors first so that they are not missed.
    package var json: JSON {
        var members: [JSONMember] = []
        if !errors.isEmpty { members.append(JSONMember(name: "errors", value: .array(errors.map(\.json)))) }
        if let data { members.append(JSONMember(name: "data", value: data)) }
        return .object(members)
    }
}

extension GraphQLError {
    /// The error as an entry of the response's `errors`, without extensions. Specification: "Errors".
    package var json: JSON {
        var members = [JSONMember(name: "message", value: .string(message))]
        if !locations.isEmpty {
            let locations = locations.map { location in
                JSON.object([
                    JSONMember(name: "line", value: JSON(location.line)),
                    JSONMember(name: "column", value: JSON(location.column)),
                ])
            }
            members.append(JSONMember(name: "locations", value: .array(locations)))
        }
        if let path {
            let segments = path.map { segment in
                switch segment {
                case .key(let key): JSON.string(key)
                case .index(let index): JSON(index)
                }
            }
            members.append(JSONMember(name: "path", value: .array(segments)))
        }
        return .object(members)
    }
}
