// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a field's resolver gave, before it is completed.
enum ResolvedValue {
    case json(JSON)
    case list([ResolvedValue])
    case introspection(IntrospectionNode)
    /// The resolver failed with this message.
    case failure(String)

    static let null = ResolvedValue.json(.null)

    /// A list, or null.
    static func optionalList(_ values: [ResolvedValue]?) -> ResolvedValue { values.map { .list($0) } ?? .null }

    /// A string, or null.
    static func optionalString(_ value: String?) -> ResolvedValue { .json(value.map { .string($0) } ?? .null) }
}
