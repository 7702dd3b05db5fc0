// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A written type, taken apart.
struct WrappedType {
    var name: String
    var listDepth = 0
    /// Whether the outermost wrapper is non-null.
    var isNonNull = false
    /// Whether it is written `[Row!]!`.
    var isListOfRows = false
    /// Whether the items of the innermost list are non-null.
    var hasNonNullItems = false
    /// Whether the innermost type is non-null.
    var isItemNonNull = false

    init(_ reference: TypeReference) {
        name = reference.innermost.name.value
        if case .nonNull(let inner, _) = reference {
            isNonNull = true
            if case .list(.nonNull(.named, _), _) = inner { isListOfRows = true }
        }
        var current = reference
        while true {
            switch current {
            case .named: return
            case .list(let inner, _):
                listDepth += 1
                if case .nonNull = inner { hasNonNullItems = true } else { hasNonNullItems = false }
                current = inner
            case .nonNull(let inner, _):
                if case .named = inner { isItemNonNull = true }
                current = inner
            }
        }
    }
}
