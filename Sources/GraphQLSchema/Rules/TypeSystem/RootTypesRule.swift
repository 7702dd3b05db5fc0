// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// There is a query root type, and root types are object types. Specification: "Root Operation Types".
struct RootTypesRule: SchemaRule {
    private let context: SchemaRuleContext

    init(_ context: SchemaRuleContext) {
        self.context = context
    }

    mutating func checkSchema(faults: inout FaultCollector) {
        let parts = context.parts
        if parts.rootTypeName(for: .query) == nil {
            let places = parts.schemaDefinition.map { [Place(document: $0.document, range: $0.node.range)] }
            faults.report("Query root type must be provided.", at: places ?? [], by: Self.name)
        }
        for operation in OperationType.allCases {
            guard let name = parts.rootTypeName(for: operation), let type = context.schema.type(named: name) else {
                continue
            }
            if case .object = type { continue }
            let condition =
                switch operation {
                case .query: "must be Object type"
                case .mutation, .subscription: "must be Object type if provided"
                }
            let place = parts.rootTypeMention(for: operation).map { Place(document: $0.document, range: $0.node.range) }
            faults.report(
                "\(operation.defaultTypeName) root type \(condition), it cannot be \(name).",
                at: [place ?? parts.type(named: name)?.places.first].compactMap { $0 }, by: Self.name)
        }
    }
}
