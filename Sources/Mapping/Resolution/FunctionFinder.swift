// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import SQL

/// Finds the function that a `@call` means: the one that takes the declared arguments by name.
struct FunctionFinder {
    let functions: [Function]
    let call: AuthoredCall

    struct Problem: Error {
        var message: String
        var hint: String?
        /// The argument at fault; nil where it is the field.
        var argument: AuthoredArgument?
    }

    func find() -> Result<(function: Function, signature: FunctionSignature), Problem> {
        let named = functions.filter { $0.name == call.function }
        guard !named.isEmpty else { return .failure(missing) }
        let callable = named.compactMap { function in
            function.signature.map { (function: function, signature: $0) }
        }
        guard !callable.isEmpty else {
            return .failure(
                Problem(
                    message: "\(call.function) is no function that a statement can call.",
                    hint: "Procedures, aggregates and functions of triggers cannot answer a field.", argument: nil))
        }
        let fitting = callable.filter { problem(with: $0.signature) == nil }
        guard let chosen = fitting.first else {
            if callable.count == 1, let problem = problem(with: callable[0].signature) { return .failure(problem) }
            return .failure(
                Problem(
                    message: "none of the functions named \(call.function) takes these arguments.",
                    hint: "They take: " + named.map { "(\($0.identityArguments))" }.joined(separator: ", ") + ".",
                    argument: nil))
        }
        let others = callable.filter { other in
            other.function.identityArguments != chosen.function.identityArguments
                && mayBeMeant(other.signature, besides: chosen.signature)
                && (problem(with: other.signature) == nil || !differs(other.signature, from: chosen.signature))
        }
        guard others.isEmpty else {
            let all = ([chosen] + others).map { "(\($0.function.identityArguments))" }
            return .failure(
                Problem(
                    message: "several functions named \(call.function) take these arguments: "
                        + all.joined(separator: ", ") + ".",
                    hint: "Give the function that is meant a name of its own.", argument: nil))
        }
        return .success(chosen)
    }

    private var missing: Problem {
        let names = functions.filter { $0.signature != nil }.map(\.name.description)
        let known = suggestionList(call.function.description, options: Set(names).sorted()).first
        return Problem(
            message: "there is no function \(call.function) in the database.",
            hint: known.map { "Did you mean \($0)?" }
                ?? "Has its migration been applied? `palisade migrate status` tells.", argument: nil)
    }

    /// Why a function cannot take the arguments; nil where it can.
    private func problem(with signature: FunctionSignature) -> Problem? {
        if let index = signature.parameters.firstIndex(where: { $0.name.isEmpty && !$0.hasDefault }) {
            return Problem(
                message: "parameter \(index + 1) of \(call.function) has no name, so that no argument can be it.",
                hint: "Name the parameters of the function.", argument: nil)
        }
        for argument in call.arguments where !signature.parameters.contains(where: { $0.name == argument.parameter }) {
            let names = signature.parameters.map(\.name).filter { !$0.isEmpty }
            let known = names.isEmpty ? "It has none." : "Its parameters are \(names.joined(separator: ", "))."
            return Problem(
                message: "\(call.function) has no parameter '\(argument.parameter)'.", hint: known, argument: argument)
        }
        let given = Set(call.arguments.map(\.parameter))
        for parameter in signature.parameters where !parameter.hasDefault && !given.contains(parameter.name) {
            let type = ScalarKind.best(for: parameter.type)?.typeName ?? "String"
            return Problem(
                message: "\(call.function) needs a value for its parameter '\(parameter.name)'.",
                hint: "Declare the argument: \(call.name)(\(camelCase(parameter.name)): "
                    + "\(parameter.type.isArray ? "[\(type)!]" : type)!).", argument: nil)
        }
        // PostgreSQL leaves no parameter to its default where VARIADIC is written, as a call by names must.
        if signature.parameters.contains(where: \.isVariadic),
            let optional = signature.parameters.first(where: { parameter in
                parameter.hasDefault
                    && !call.arguments.contains { $0.parameter == parameter.name && $0.isRequired }
            })
        {
            let type = ScalarKind.best(for: optional.type)?.typeName ?? "String"
            return Problem(
                message: "\(call.function) is VARIADIC, so that its parameter '\(optional.name)' must always be given.",
                hint: "Declare the argument: \(call.name)(\(camelCase(optional.name)): "
                    + "\(optional.type.isArray ? "[\(type)!]! = []" : "\(type)!")).",
                argument: call.arguments.first { $0.parameter == optional.name })
        }
        return nil
    }

    /// Whether PostgreSQL could take some call of the field for one of another function of the name.
    private func mayBeMeant(_ other: FunctionSignature, besides chosen: FunctionSignature) -> Bool {
        let optional = Set(chosen.parameters.filter(\.hasDefault).map(\.name))
        let all = Set(call.arguments.map(\.parameter))
        let always = Set(call.arguments.filter { $0.isRequired || !optional.contains($0.parameter) }.map(\.parameter))
        let needed = Set(other.parameters.filter { !$0.hasDefault }.map(\.name))
        return needed.isSubset(of: all) && always.union(needed).isSubset(of: other.parameters.map(\.name))
    }

    /// Whether an argument that is always given tells two functions apart: it is cast to exactly its parameter's type.
    private func differs(_ other: FunctionSignature, from chosen: FunctionSignature) -> Bool {
        chosen.parameters.contains { parameter in
            let isAlwaysGiven = call.arguments.contains {
                $0.parameter == parameter.name && ($0.isRequired || !parameter.hasDefault)
            }
            guard isAlwaysGiven, let theirs = other.parameters.first(where: { $0.name == parameter.name }) else {
                return false
            }
            return theirs.type.name != parameter.type.name || theirs.type.isArray != parameter.type.isArray
        }
    }
}
