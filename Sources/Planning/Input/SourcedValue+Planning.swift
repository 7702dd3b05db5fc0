// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLSchema

extension SourcedValue {
    /// Nil for a null: where a null argument means the same as an absent one.
    var unlessNull: SourcedValue? {
        if case .null = content { return nil }
        return self
    }

    /// The value without its leaves: which fields are given, and how lists of objects run. Two filters of one shape
    /// select by the same columns and operators.
    var shapeText: String {
        switch content {
        case .null: return "null"
        case .leaf(.boolean(let flag)): return flag ? "true" : "false"
        case .leaf: return "."
        case .list(let items):
            let parts = items.map(\.shapeText)
            return parts.allSatisfy { $0 == "." } ? "[.]" : "[\(parts.joined(separator: ","))]"
        case .object(let fields):
            return "{" + fields.map { "\($0.name):\($0.value.shapeText)" }.joined(separator: ",") + "}"
        }
    }
}
