// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import JSON

/// A response. Specification: "Response Format".
package struct ExecutionResult: Sendable {
    /// As JSON. nil where the request failed before execution; null where an error reached the root.
    package var data: [UInt8]?
    package var errors: [GraphQLError]

    package init(data: [UInt8]?, errors: [GraphQLError]) {
        self.data = data
        self.errors = errors
    }

    /// The response as it is sent, errors first so that they are not missed.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.write("{")
        if !errors.isEmpty {
            bytes.write("\"errors\":")
            JSON.array(errors.map(\.json)).write(to: &bytes)
        }
        if let data {
            if !errors.isEmpty { bytes.write(",") }
            bytes.write("\"data\":")
            bytes += data
        }
        bytes.write("}")
        return bytes
    }

    /// The response as it is sent.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The response laid out for people, without a line feed at the end.
    package var indentedText: String { String(decoding: JSONIndentation.indented(bytes), as: UTF8.self) }
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
