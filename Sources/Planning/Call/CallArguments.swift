// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Writes a function's call with its arguments by name, each cast to exactly its parameter's type.
struct CallArguments {
    let scope: StatementScope

    /// `schema.function(parameter => $1::type, …)`. What was not given is left to the parameter's default, or is null.
    ///
    /// - Parameter row: the row that the function takes first, by the alias of its table.
    func invocation(
        of call: MappedCall, _ arguments: [String: SourcedValue], row: SQLIdentifier? = nil
    ) -> SQLFragment {
        // With `.*`, since the alias alone could be a column of that name.
        var parts: [SQLFragment] = row.map { ["\($0).*"] } ?? []
        // A call with VARIADIC ends with it.
        for argument in call.arguments.filter({ !$0.isVariadic }) + call.arguments.filter(\.isVariadic) {
            let value = arguments[argument.name]
            if value == nil && argument.hasDefault { continue }
            let variadic: SQLFragment = argument.isVariadic ? "variadic " : ""
            let expression: SQLFragment =
                value?.unlessNull.map { self.value($0, of: argument) } ?? "null::\(argument.type)"
            parts.append("\(variadic)\(SQLIdentifier(argument.parameter)) => \(expression)")
        }
        return "\(call.function)(\(parts.joined(by: ", ")))"
    }

    private func value(_ value: SourcedValue, of argument: MappedArgument) -> SQLFragment {
        switch argument.value {
        case .scalar(let scalar): self.scalar(scalar, value, of: argument)
        case .document(let document): self.document(document, value, of: argument)
        }
    }

    private func scalar(_ scalar: ScalarKind, _ value: SourcedValue, of argument: MappedArgument) -> SQLFragment {
        let column = MappedColumn(
            name: argument.parameter, type: argument.type, scalar: scalar, isList: argument.isList, isNotNull: false,
            isNonNull: false)
        let item = ColumnSQL(column, alias: SQLIdentifier(argument.parameter), forms: scope.mapping.forms)
        let conversion: ParameterConversion = argument.isList ? .array(item.conversion) : item.conversion
        let placeholder = placeholder(value, conversion, argument)
        if scalar == .dateTime && argument.type.serving == "timestamp" {
            // Instants become local times of UTC, as columns of this type hold them.
            return argument.isList
                ? item.arrayParameter(placeholder)
                : "(\(placeholder)::timestamptz at time zone 'UTC')::\(argument.type)"
        }
        return "\(placeholder)::\(argument.type)"
    }

    private func document(
        _ document: InputDocument, _ value: SourcedValue, of argument: MappedArgument
    ) -> SQLFragment {
        let placeholder = placeholder(value, .document(document), argument)
        guard document.namesColumns else { return "\(placeholder)::\(argument.type)" }
        var item = argument.type
        item.isArray = false
        guard argument.isList else { return "jsonb_populate_record(null::\(item), \(placeholder)::jsonb)" }
        return "array(select item from jsonb_populate_recordset(null::\(item), \(placeholder)::jsonb) as item)"
    }

    private func placeholder(
        _ value: SourcedValue, _ conversion: ParameterConversion, _ argument: MappedArgument
    ) -> SQLPlaceholder {
        let parameter = Parameter(
            source: scope.source(of: value), conversion: conversion, inputPath: [.key(argument.name)])
        return scope.placeholder(for: parameter, as: argument.type)
    }
}
