// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// No type is the root of two kinds of operation. Specification: "Root Operation Types".
struct DistinctRootTypesRule: SchemaRule {
    private let parts: SchemaParts

    init(_ context: SchemaRuleContext) {
        parts = context.parts
    }

    mutating func checkSchema(faults: inout FaultCollector) {
        let roots = OperationType.allCases.compactMap { operation in
            parts.rootTypeName(for: operation).map { (operation, name: $0) }
        }
        var seen: Set<String> = []
        for root in roots where seen.insert(root.name).inserted {
            let operations = roots.filter { $0.name == root.name }.map(\.0)
            guard operations.count > 1 else { continue }
            let list =
                operations.count == 2
                ? operations.map(\.rawValue).joined(separator: " and ") : "query, mutation, and subscription"
            faults.report(
                "All root types must be different, \"\(root.name)\" type is used as \(list) root types.",
                at: operations.compactMap { operation in
                    parts.rootTypeMention(for: operation).map { Place(document: $0.document, range: $0.node.range) }
                },
                by: Self.name)
        }
    }
}
