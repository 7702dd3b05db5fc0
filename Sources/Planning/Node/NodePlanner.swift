// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans `node: Node @find`: the id says which type's row is meant, so that one table is read, and only its fragments
/// are planned.
struct NodePlanner {
    let selection: SelectionPlanner
    /// The interface or union that the field answers.
    let typeName: String

    /// - Returns: nil where the id names no type of rows that the API has: nothing is there to be found.
    /// - Throws: `badUserInput` for a text that is no id.
    func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue]
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape)? {
        guard let argument = arguments[NodeNames.field], case .leaf(.string(let text)) = argument.content,
            let id = NodeID(text)
        else { throw .unknownNode }
        let scope = selection.scope
        let schema = scope.mapping.schema
        guard let known = scope.mapping.tables[id.typeName], !known.nodeKey.isEmpty,
            schema.isPossibleType(id.typeName, of: typeName),
            // A role that may not read the key sees the type without its id.
            schema.field(named: NodeNames.field, on: id.typeName) != nil
        else { return nil }
        guard id.key.count == known.nodeKey.count else { throw .unknownNode }
        let table = try scope.table(id.typeName)
        let alias = scope.alias(for: table.relation.name)
        let source = scope.source(of: argument)
        let conditions = table.nodeKey.enumerated().map { index, column -> SQLFragment in
            let compared = ColumnSQL(column, alias: alias, forms: scope.mapping.forms)
            let parameter = Parameter(
                source: .nodeKey(id: source, typeName: table.typeName, index: index),
                conversion: compared.keyConversion,
                inputPath: [.key(NodeNames.field)])
            let placeholder = scope.placeholder(for: parameter, as: column.type)
            return "\(compared.reference) = \(compared.keyParameter(placeholder))"
        }
        return try selection.oneRow(selectionSets, of: table, alias: alias, where: conditions, isNonNull: false)
    }
}

extension ColumnSQL {
    /// How the column's own text, as a `nodeId` keeps it, becomes a parameter.
    fileprivate var keyConversion: ParameterConversion {
        switch conversion {
        // What an id keeps is the stored text, and no value of the API.
        case .enumeration: .text
        default: conversion
        }
    }
}

extension PlanningError {
    /// A text that this API gave to no row.
    package static let unknownNode = PlanningError(
        .badUserInput, "The value is not the id of a node.", hint: "Pass the 'nodeId' that a row of this API has.",
        inputPath: [.key(NodeNames.field)])
}
