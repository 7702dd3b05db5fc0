// SPDX-License-Identifier: Apache-2.0

import SQL

/// Holds root fields with `@call` against the functions of the catalog.
extension MappingResolver {
    /// - Parameter candidates: the functions that may be meant; nil for all.
    mutating func resolve(
        _ call: AuthoredCall, tables: [String: MappedTable], among candidates: [Function]? = nil
    ) -> MappedCall? {
        let function: Function
        let signature: FunctionSignature
        switch FunctionFinder(functions: candidates ?? functions, call: call).find() {
        case .success(let found): (function, signature) = found
        case .failure(let problem):
            let place = problem.argument.map { "Argument '\($0.name)' of '\(call.place)'" } ?? "Field '\(call.place)'"
            faults.append(
                MappingFault(
                    "\(place): \(problem.message)", hint: problem.hint,
                    at: problem.argument?.origin ?? call.origin))
            return nil
        }
        checkVolatility(of: function, call)
        let arguments = call.arguments.compactMap { argument in
            signature.parameters.first { $0.name == argument.parameter }.flatMap {
                resolve(argument, as: $0, of: call)
            }
        }
        guard let answer = answer(of: signature, call, tables: tables) else { return nil }
        return MappedCall(
            function: call.function, identityArguments: function.identityArguments, arguments: arguments,
            answer: answer, returnsSet: signature.returnsSet,
            returnsArray: signature.result.isArray && !signature.columns.isEmpty && !signature.returnsSet,
            columns: signature.columns, isList: call.isList, isNonNull: call.isNonNull, limit: call.limit)
    }

    /// Queries run in a read-only transaction; a function that writes nothing has no business among mutations.
    private mutating func checkVolatility(of function: Function, _ call: AuthoredCall) {
        switch (function.volatility, call.isMutation) {
        case (.volatile, false):
            faults.append(
                MappingFault(
                    "Field '\(call.place)': \(call.function) is VOLATILE, so that it may write, but queries only read.",
                    hint: authored.table(forType: call.rootType) == nil
                        ? "Move the field to the mutation root, or declare the function STABLE if it only reads."
                        : "Declare the function STABLE if it only reads.",
                    at: call.origin))
        case (.stable, true), (.immutable, true):
            faults.append(
                MappingFault(
                    "Field '\(call.place)': \(call.function) is \(function.volatility.rawValue.uppercased()), so that it "
                        + "cannot write.", hint: "Move the field to the query root, or declare the function VOLATILE.",
                    at: call.origin))
        case (.stable, false), (.immutable, false), (.volatile, true): break
        }
    }

    // MARK: Arguments

    private mutating func resolve(
        _ argument: AuthoredArgument, as parameter: FunctionParameter, of call: AuthoredCall
    ) -> MappedArgument? {
        let place = "Argument '\(argument.name)' of '\(call.place)'"
        let type = parameter.type
        let takesJSON = ["json", "jsonb"].contains(type.serving) && !type.isArray
        let value: MappedArgument.Value?
        switch argument.kind {
        case .scalar(let scalar) where takesJSON:
            // A list of any scalars is a JSON array; a single one must be JSON itself.
            let isJSON =
                switch scalar {
                case .json, .custom: true
                default: false
                }
            value =
                argument.isList ? .document(document(argument.kind, for: type)) : isJSON ? .scalar(scalar) : nil
        case .scalar(let scalar):
            value = argument.isList == type.isArray && scalar.isTaken(by: type) ? .scalar(scalar) : nil
            if value != nil { checkLabels(of: scalar, type: type, place: place, at: argument.origin) }
        case .input:
            let isComposite = type.kind == .composite && type.isArray == argument.isList
            value = takesJSON || isComposite ? .document(document(argument.kind, for: type)) : nil
        }
        guard let value else {
            let written = argument.isList ? "a list of \(argument.kind.typeName)" : argument.kind.typeName
            faults.append(
                MappingFault(
                    "\(place): parameter '\(parameter.name)' of \(call.function) is of type "
                        + "\(type.name.name)\(type.isArray ? "[]" : ""), which \(written) does not fit.",
                    hint: Self.argumentHint(for: type), at: argument.origin))
            return nil
        }
        return MappedArgument(
            name: argument.name, parameter: parameter.name, type: type, hasDefault: parameter.hasDefault,
            isVariadic: parameter.isVariadic, isList: argument.isList, value: value)
    }

    private func document(_ kind: AuthoredArgument.Kind, for type: ColumnType) -> InputDocument {
        InputDocument(root: kind, namesColumns: type.kind == .composite, types: inputTypes)
    }

    private static func argumentHint(for type: ColumnType) -> String? {
        if type.isUndecided { return "Name a function in @call whose parameters have types of their own." }
        if type.kind == .composite {
            return "Declare an input object with its columns\(type.isArray ? ", and take a list of it" : "")."
        }
        return ScalarKind.best(for: type).map { "Write \(type.isArray ? "[\($0.typeName)!]" : $0.typeName)." }
    }

    // MARK: Answers

    private mutating func answer(
        of signature: FunctionSignature, _ call: AuthoredCall, tables: [String: MappedTable]
    ) -> MappedCall.Answer? {
        if signature.returnsNothing {
            guard case .value(.boolean) = call.result, !call.isList else {
                return refuse(call, "answers nothing.", hint: "Write Boolean!, which is then true.")
            }
            return .nothing
        }
        switch call.result {
        case .value(let scalar): return value(scalar, of: signature, call)
        case .record(let typeName):
            guard checkRows(signature, call), let record = authored.record(forType: typeName) else { return nil }
            return .record(self.record(record, of: signature, call))
        case .rows(let typeName):
            guard checkRows(signature, call), let table = tables[typeName] else { return nil }
            return rows(of: table, signature, call)
        }
    }

    private mutating func value(
        _ scalar: ScalarKind, of signature: FunctionSignature, _ call: AuthoredCall
    ) -> MappedCall.Answer? {
        // Of a single OUT parameter or column, the value is what counts.
        let isRow = signature.columns.count > 1 || signature.result.kind == .composite
        let type = signature.columns.count == 1 && !isRow ? signature.columns[0].type : signature.result
        if type.isUndecided {
            return refuse(
                call, "answers \(type.name.name), whose form only a call can tell.",
                hint: type.name.name == "record"
                    ? "Name its columns with RETURNS TABLE, OUT parameters or a composite type."
                    : "Name a function in @call whose answer has a type of its own.")
        }
        if isRow, scalar != .json {
            return refuse(
                call, "answers rows of the columns \(signature.columns.map(\.name).joined(separator: ", ")).",
                hint: "Write a type with these fields, or JSON.")
        }
        guard !signature.returnsSet || call.isList else {
            return refuse(call, "answers any number of values.", hint: "Write a list type.")
        }
        let isArray = call.isList && !signature.returnsSet
        guard type.isArray == isArray || (scalar == .json && !call.isList) else {
            return refuse(
                call, "answers \(type.isArray ? "an array" : "a single value").",
                hint: type.isArray && signature.returnsSet
                    ? "Write [JSON!]!." : "Write a type that is \(type.isArray ? "a" : "no") list.")
        }
        guard scalar.fits(type) || (isRow && scalar == .json) else {
            return refuse(
                call, "answers \(type.name.name), which is not \(scalar.typeName).",
                hint: ScalarKind.best(for: type).map { "Write \($0.typeName)." })
        }
        checkLabels(of: scalar, type: type, place: "Field '\(call.place)'", at: call.origin)
        let column = MappedColumn(
            name: "value", type: type, scalar: scalar, isList: isArray, isNotNull: false,
            isNonNull: signature.returnsSet ? call.isItemNonNull : call.isNonNull,
            hasNonNullItems: isArray && call.isItemNonNull)
        return signature.returnsSet ? .values(column) : .value(column)
    }

    /// Whether the answer is made of rows, as many as the field holds.
    private mutating func checkRows(_ signature: FunctionSignature, _ call: AuthoredCall) -> Bool {
        guard !signature.columns.isEmpty else {
            _ = refuse(
                call, "answers \(signature.result.name.name), which has no columns.",
                hint: "Name its columns with RETURNS TABLE, OUT parameters or a composite type, or answer a scalar.")
            return false
        }
        let isArray = signature.result.isArray && !signature.returnsSet
        guard call.isList == (signature.returnsSet || isArray) || (signature.returnsSet && !call.isList) else {
            _ = refuse(
                call, call.isList ? "answers one row, but the field is a list." : "answers an array of rows.",
                hint: call.isList ? "Write the type alone, or let the function return a set." : "Write a list.")
            return false
        }
        return true
    }

    private mutating func record(
        _ record: AuthoredRecord, of signature: FunctionSignature, _ call: AuthoredCall
    ) -> MappedTable {
        let relation = Relation(name: call.function, columns: signature.columns)
        let table = AuthoredTable(
            typeName: record.typeName, relation: call.function, keyFields: nil, scope: .tenant, fields: record.fields,
            origin: record.origin)
        return MappedTable(
            typeName: record.typeName, relation: call.function, scope: .tenant, key: [], orderingKey: [],
            fields: fields(of: table, in: relation), writing: nil)
    }

    /// Rows of a table are read once more by the key's columns; what a policy pins may be absent in the answer.
    private mutating func rows(
        of table: MappedTable, _ signature: FunctionSignature, _ call: AuthoredCall
    ) -> MappedCall.Answer? {
        guard !table.key.isEmpty else {
            return refuse(
                call, "answers rows of \(table.relation), which has no key to read them by.",
                hint: "Give the table a primary key, or name fields in @table(key: […]).")
        }
        var key: [String] = []
        for column in table.key {
            let answered = signature.columns.first { $0.name == column.name }
            if let answered, answered.type == column.type {
                key.append(column.name)
            } else if table.orderingKey.contains(where: { $0.name == column.name }) {
                return refuse(
                    call,
                    "answers no column '\(column.name)' of type \(column.type.name.name), which is part of the key of "
                        + "\(table.relation).",
                    hint: "Let the function return SETOF \(table.relation), or the columns of its key.")
            }
        }
        return .rows(table, key: key)
    }

    /// Reports that the function answers something else than the field, and answers nil.
    private mutating func refuse(_ call: AuthoredCall, _ message: String, hint: String?) -> MappedCall.Answer? {
        faults.append(
            MappingFault("Field '\(call.place)': \(call.function) \(message)", hint: hint, at: call.origin))
        return nil
    }
}

extension AuthoredArgument.Kind {
    /// The type's name in the API.
    fileprivate var typeName: String {
        switch self {
        case .scalar(let scalar): scalar.typeName
        case .input(let name): name
        }
    }
}

extension ScalarKind {
    /// Whether a parameter of this type, or of an array of it, takes values of this kind.
    fileprivate func isTaken(by type: ColumnType) -> Bool {
        switch (self, type.kind) {
        case (.json, _), (.custom, _), (_, .composite): false
        case (_, .other): !type.isUndecided && fits(type)
        case (_, .base), (_, .enum), (_, .domain), (_, .range), (_, .multirange): fits(type)
        }
    }
}

extension ColumnType {
    /// Whether it is one of PostgreSQL's pseudo-types, which stand for a type that each call decides.
    fileprivate var isUndecided: Bool {
        name.schema == "pg_catalog" && kind == .other
            && (name.name.hasPrefix("any") || ["record", "cstring", "internal"].contains(name.name))
    }
}
