// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON
import Planning
import Postgres
import SQL

/// Turns a plan's parameters and a request's variables into the arguments of a statement.
struct ArgumentBinder {
    let variables: [String: InputValue]
    let cursors: CursorCodec

    /// The statements of all fields of a plan, in order.
    func statements(of plan: Plan) throws(APIError) -> [BoundStatement] {
        var bound: [BoundStatement] = []
        bound.reserveCapacity(plan.statementCount)
        for field in plan.fields {
            switch field.work {
            case .constant, .introspection: break
            case .statement(let statement, _): bound.append(try bind(statement))
            case .write(let write):
                for statement in write.statements { bound.append(try bind(statement.statement)) }
            }
        }
        return bound
    }

    /// - Throws: also where the values ask for more than is allowed.
    private func bind(_ statement: PlannedStatement) throws(APIError) -> BoundStatement {
        let arguments = try arguments(for: statement.parameters)
        for parameter in statement.unboundParameters { _ = try text(of: parameter) }
        try check(statement.fills)
        return BoundStatement(statement: statement.sql, arguments: arguments)
    }

    private func arguments(for parameters: [Parameter]) throws(APIError) -> SQLArguments {
        var arguments = SQLArguments(reservingCount: parameters.count, byteCount: 32 * parameters.count)
        for parameter in parameters {
            let text = try text(of: parameter)
            do throws(SQLArgumentError) {
                if let text { try arguments.append(text) } else { arguments.appendNull() }
            } catch {
                throw APIError(
                    .badUserInput, "A text contains the character U+0000, which cannot be stored.",
                    input: parameter.inputPath)
            }
        }
        return arguments
    }

    /// Refuses stretches of time that would be filled with more buckets than are allowed.
    private func check(_ fills: [BucketFill]) throws(APIError) {
        for fill in fills {
            guard case .string(let from) = value(of: fill.from), case .string(let to) = value(of: fill.to) else {
                continue
            }
            let zone: String?
            if case .string(let name)? = fill.timeZone.map({ value(of: $0) }) { zone = name } else { zone = nil }
            guard let count = BucketCounter.count(from: from, to: to, unit: fill.unit, zone: zone) else { continue }
            if count < 1 {
                throw APIError(
                    .badUserInput, "'fillTo' comes before 'fillFrom'.", hint: "Exchange them.", input: fill.inputPath)
            }
            if count > fill.limit {
                throw APIError(
                    .limitExceeded, "Filling in makes at most \(fill.limit) buckets, but \(count) were asked for.",
                    hint: "Choose a larger unit, or ends that are closer together.", input: fill.inputPath)
            }
        }
    }

    private func text(of parameter: Parameter) throws(APIError) -> String? {
        if case .cursorKey(let cursor, let index, let order) = parameter.source {
            guard case .string(let cursor) = value(of: cursor), let keys = cursors.keys(of: cursor, order: order),
                keys.indices.contains(index)
            else {
                throw APIError(PlanningError.unknownCursor(parameter.inputPath.last?.name ?? "after"))
            }
            return keys[index]
        }
        let value: InputValue
        if case .nodeKey(let id, let typeName, let index) = parameter.source {
            guard case .string(let text) = self.value(of: id), let node = NodeID(text), node.typeName == typeName,
                node.key.indices.contains(index)
            else { throw APIError(PlanningError.unknownNode) }
            value = .string(node.key[index])
        } else {
            value = self.value(of: parameter.source)
        }
        if case .null = value { return nil }
        guard let text = ParameterText.text(of: value, as: parameter.conversion) else {
            if case .nodeKey = parameter.source { throw APIError(PlanningError.unknownNode) }
            throw APIError(
                .badUserInput, "The value is not \(parameter.conversion.expectation).",
                hint: parameter.conversion.hint, input: parameter.inputPath)
        }
        return text
    }

    private func value(of source: Parameter.Source) -> InputValue {
        switch source {
        case .constant(let value): return value
        case .variable(let name, let path):
            return path.reduce(variables[name] ?? .null) { value, segment in
                switch (value, segment) {
                case (.object, .key(let key)): value[key] ?? .null
                case (.list(let items), .index(let index)): items.indices.contains(index) ? items[index] : .null
                // A single value that was coerced to a list of one.
                default: .null
                }
            }
        case .list(let items): return .list(items.map { value(of: $0) })
        case .object(let members):
            return .object(members.map { InputField(name: $0.name, value: value(of: $0.source)) })
        case .cursorKey, .nodeKey: return .null
        }
    }
}

extension PathSegment {
    /// The key, where it is one.
    fileprivate var name: String? {
        if case .key(let name) = self { return name }
        return nil
    }
}
