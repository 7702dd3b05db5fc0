// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Visits the parts of a schema in the reference implementation's order and calls the rules at each.
struct SchemaWalker {
    static func walk(
        _ parts: SchemaParts, of schema: Schema, suggestions: Suggestions, faults: inout FaultCollector
    ) {}
}
