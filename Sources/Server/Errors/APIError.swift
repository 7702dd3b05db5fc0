// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
import JSON
package import Mapping

/// An error as a client sees it. Specification: "Errors".
package struct APIError: Error, Sendable {
    package var code: ErrorCode
    package var message: String
    package var locations: [SourceLocation] = []
    package var path: [PathSegment]?
    /// What to do next, where that is known.
    package var hint: String?
    /// The argument or variable at fault, from the outside inward.
    package var input: [PathSegment] = []
    /// The kind of rule that a written row breaks.
    package var rule: ConstraintRule?
    /// What became of the writes of the operation, where that is not that they were undone.
    package var writes: WriteOutcome?

    /// What became of writes whose operation answers an error.
    package enum WriteOutcome: Sendable, Hashable {
        /// They took effect: the error is about what should have been answered.
        case committed
        /// Nobody knows: the connection was lost while the transaction was being committed.
        case unknown
    }

    package init(
        _ code: ErrorCode, _ message: String, locations: [SourceLocation] = [], path: [PathSegment]? = nil,
        hint: String? = nil, input: [PathSegment] = []
    ) {
        self.code = code
        self.message = message
        self.locations = locations
        self.path = path
        self.hint = hint
        self.input = input
    }

    /// The error as an entry of the response's `errors`.
    func json(requestID: String) -> JSON {
        var members = [JSONMember(name: "message", value: .string(message))]
        if !locations.isEmpty {
            let places = locations.map { location in
                JSON.object([
                    JSONMember(name: "line", value: JSON(location.line)),
                    JSONMember(name: "column", value: JSON(location.column)),
                ])
            }
            members.append(JSONMember(name: "locations", value: .array(places)))
        }
        if let path { members.append(JSONMember(name: "path", value: path.json)) }
        var extensions = [
            JSONMember(name: "code", value: .string(code.rawValue)),
            JSONMember(name: "requestId", value: .string(requestID)),
        ]
        if let hint { extensions.append(JSONMember(name: "hint", value: .string(hint))) }
        if !input.isEmpty { extensions.append(JSONMember(name: "input", value: input.json)) }
        if let rule { extensions.append(JSONMember(name: "rule", value: .string(rule.rawValue))) }
        switch writes {
        case .committed?: extensions.append(JSONMember(name: "committed", value: .boolean(true)))
        case .unknown?: extensions.append(JSONMember(name: "outcome", value: .string("unknown")))
        case nil: break
        }
        members.append(JSONMember(name: "extensions", value: .object(extensions)))
        return .object(members)
    }
}

extension [PathSegment] {
    fileprivate var json: JSON {
        .array(
            map { segment in
                switch segment {
                case .key(let key): .string(key)
                case .index(let index): JSON(index)
                }
            })
    }
}
