// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import GraphQLSchema
package import JSON

/// Executes an operation over values in memory. Specification: "Execution".
///
/// Fields resolve by the default resolver over a JSON value; introspection resolves from the schema. Everything is
/// sequential, mutations as well as queries, so that one implementation serves both.
public struct Executor {
    let schema: Schema
    let coercion: InputCoercion
    let collector: FieldCollector
    let variables: [String: InputValue]
    let source: Source?
    private(set) var limits: ExecutionLimits
    /// The response's `data` as JSON, as far as it is written.
    package internal(set) var data: [UInt8] = []
    /// What went wrong so far, in the order in which it was met.
    package private(set) var errors: [GraphQLError] = []
    /// The way from the response's root to what is being completed.
    var path: [PathSegment] = []
    /// The values of the response so far.
    package private(set) var valueCount = 0
    /// Whether a limit was exceeded, after which nothing more is worth completing.
    private var isAborted = false
    /// Whether the limit was the one of the data's size.
    package private(set) var isTooLarge = false

    /// - Parameter variables: the operation's coerced variables.
    package init(
        document: Document, coercion: InputCoercion, variables: [String: InputValue],
        limits: ExecutionLimits = .default
    ) {
        schema = coercion.schema
        self.coercion = coercion
        self.variables = variables
        self.limits = limits
        source = document.source
        collector = FieldCollector(
            coercion: coercion, fragments: document.fragments, variables: variables, source: document.source)
    }

    /// Executes a valid document. Specification: "Executing Requests".
    ///
    /// - Parameters:
    ///   - variables: an object, or null.
    ///   - root: what the fields of the root type resolve from.
    package static func execute(
        _ document: Document, operationName: String? = nil, variables: JSON = .null, root: JSON = .null,
        coercion: InputCoercion, limits: ExecutionLimits = .default
    ) -> ExecutionResult {
        let operation: OperationDefinition
        do throws(GraphQLError) {
            operation = try document.operation(named: operationName)
        } catch {
            return ExecutionResult(data: nil, errors: [error])
        }
        switch coercion.variables(of: operation, from: variables, source: document.source) {
        case .errors(let errors): return ExecutionResult(data: nil, errors: errors)
        case .values(let values):
            var executor = Executor(document: document, coercion: coercion, variables: values, limits: limits)
            executor.execute(operation, root: root)
            return ExecutionResult(data: executor.data, errors: executor.errors)
        }
    }

    /// Specification: "Executing Operations". The data is null if an error reached the root.
    private mutating func execute(_ operation: OperationDefinition, root: JSON) {
        if execute(operation, from: root) != .value { data = JSON.null.bytes }
    }

    private mutating func execute(_ operation: OperationDefinition, from root: JSON) -> Completed {
        guard let typeName = schema.rootTypeName(for: operation.type),
            case .object(let type) = schema.type(named: typeName)
        else {
            record(
                GraphQLError(
                    "Schema is not configured to execute \(operation.type.rawValue) operation.",
                    locations: source?.locations(of: operation.range) ?? []))
            return .failed
        }
        let groups: [FieldGroup]
        do throws(GraphQLError) {
            groups = try self.groups(of: [operation.selectionSet], on: type)
        } catch {
            record(error)
            return .failed
        }
        return execute(groups, on: type, source: .json(root))
    }

    /// Counts values of the response that were made elsewhere.
    package mutating func count(_ values: Int) { valueCount += values }

    /// Executes one field of the query's root type, such as `__schema`, that resolves without a root value.
    ///
    /// Its value is written to `data`, and nothing else is; errors are added to `errors`. What several such fields hold counts
    /// together.
    ///
    /// - Parameter limit: the most bytes of the value.
    /// - Returns: false for a failure that leaves nothing of the whole response's data.
    package mutating func execute(
        _ field: CollectedField, onRootType type: ObjectType, upTo limit: Int = .max
    ) -> Bool {
        guard let group = FieldGroup(field, on: type.name, in: schema) else { return false }
        limits.maximumBytes = limit
        data = []
        path = [.key(field.responseKey)]
        defer { path = [] }
        return execute(group, on: type, source: .null) != .failed
    }
}

// MARK: Fields

extension Executor {
    /// What selections come to for a type, each field that the type has.
    func groups(of selectionSets: [SelectionSet], on type: ObjectType) throws(GraphQLError) -> [FieldGroup] {
        try collector.fields(of: selectionSets, on: type.name).compactMap {
            FieldGroup($0, on: type.name, in: schema)
        }
    }

    /// Specification: "Executing Selection Sets".
    mutating func execute(_ groups: [FieldGroup], on type: ObjectType, source: ResolvedValue) -> Completed {
        data.write(UInt8(ascii: "{"))
        for (index, group) in groups.enumerated() {
            if index > 0 { data.write(UInt8(ascii: ",")) }
            data.append(contentsOf: group.encodedKey)
            path.append(.key(group.field.responseKey))
            let completed = execute(group, on: type, source: source)
            path.removeLast()
            // What the other fields would hold is of no use: this object becomes null.
            if completed == .failed { return .failed }
        }
        data.write(UInt8(ascii: "}"))
        return .value
    }

    /// Specification: "Executing Fields".
    private mutating func execute(_ group: FieldGroup, on type: ObjectType, source: ResolvedValue) -> Completed {
        guard withinLimits(group) else { return .failed }
        let arguments: [SourcedArgument]
        do throws(GraphQLError) {
            arguments = try self.arguments(of: group)
        } catch {
            record(error)
            return place(.failed, as: group.definition.type, from: data.count)
        }
        let value = resolve(group.definition, on: type, source: source, arguments: arguments)
        return place(value, as: group.definition.type, group)
    }

    private func arguments(of group: FieldGroup) throws(GraphQLError) -> [SourcedArgument] {
        if let known = group.arguments { return known }
        guard let node = group.field.fields.first else { return [] }
        let arguments = try coercion.arguments(
            node.arguments, of: group.definition.arguments, at: node.range, variables: variables, source: source)
        group.arguments = arguments
        return arguments
    }

    /// Writes what a field or item of this type holds: null in place of a failure, where null is allowed.
    mutating func place(_ value: ResolvedValue, as type: TypeRef, _ group: FieldGroup) -> Completed {
        let start = data.count
        return place(complete(value, as: type, group), as: type, from: start)
    }

    /// - Parameter start: where the data ended before the value, of which a failure may have left a part.
    private mutating func place(_ completed: Completed, as type: TypeRef, from start: Int) -> Completed {
        // Past a limit, failure goes through to the root.
        let placed = isAborted ? .failed : completed.absorbed(by: type)
        if placed == .null {
            data.removeLast(data.count - start)
            data.write("null")
        }
        return placed
    }

    /// Counts one more value of the response; false if that is too many or too deep, which is reported once.
    mutating func withinLimits(_ group: FieldGroup) -> Bool {
        valueCount += 1
        if isAborted { return false }
        let message: String
        if path.count > limits.maximumDepth {
            message = "Response nests deeper than \(limits.maximumDepth) levels. Execution aborted."
        } else if valueCount > limits.maximumValues {
            message = "Response has more than \(limits.maximumValues) values. Execution aborted."
        } else if data.count > limits.maximumBytes {
            message = "Response has more than \(limits.maximumBytes) bytes. Execution aborted."
            isTooLarge = true
        } else {
            return true
        }
        record(GraphQLError(message, locations: locations(of: group), kind: .limitExceeded))
        isAborted = true
        return false
    }
}

// MARK: Errors

extension Executor {
    /// Adds an error that stopped what is being completed.
    mutating func record(_ error: GraphQLError) {
        var error = error
        if !path.isEmpty { error.path = path }
        errors.append(error)
    }

    mutating func record(_ message: String, _ group: FieldGroup) {
        record(GraphQLError(message, locations: locations(of: group)))
    }

    private func locations(of group: FieldGroup) -> [SourceLocation] {
        guard let source else { return [] }
        return group.field.fields.flatMap { source.locations(of: $0.range) }
    }
}
