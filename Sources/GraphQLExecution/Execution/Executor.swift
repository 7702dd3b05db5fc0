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
    let limits: ExecutionLimits
    /// What went wrong so far, in the order in which it was met.
    package private(set) var errors: [GraphQLError] = []
    /// The way from the response's root to what is being completed.
    var path: [PathSegment] = []
    private var valueCount = 0
    /// Whether a limit was exceeded, after which nothing more is worth completing.
    private var isAborted = false

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
            let data = executor.execute(operation, root: root)
            return ExecutionResult(data: data, errors: executor.errors)
        }
    }

    /// Specification: "Executing Operations". Null if an error reached the root.
    private mutating func execute(_ operation: OperationDefinition, root: JSON) -> JSON {
        guard let typeName = schema.rootTypeName(for: operation.type),
            case .object(let type) = schema.type(named: typeName)
        else {
            record(
                GraphQLError(
                    "Schema is not configured to execute \(operation.type.rawValue) operation.",
                    locations: source?.locations(of: operation.range) ?? []))
            return .null
        }
        let groups: [FieldGroup]
        do throws(GraphQLError) {
            groups = try collector.fields(of: [operation.selectionSet], on: typeName).map(FieldGroup.init)
        } catch {
            record(error)
            return .null
        }
        switch execute(groups, on: type, source: .json(root)) {
        case .value(let value): return value
        case .null, .failed: return .null
        }
    }

    /// Executes one field of the query's root type, such as `__schema`, that resolves without a root value.
    ///
    /// Errors are added to `errors`; a failure means that `data` as a whole is null.
    package mutating func execute(_ field: CollectedField, onRootType type: ObjectType) -> Completed<JSON> {
        path = [.key(field.responseKey)]
        defer { path = [] }
        return execute(FieldGroup(field), on: type, source: .null) ?? .null
    }
}

// MARK: Fields

extension Executor {
    /// Specification: "Executing Selection Sets".
    mutating func execute(
        _ groups: [FieldGroup], on type: ObjectType, source: ResolvedValue
    ) -> Completed<JSON> {
        var members: [JSONMember] = []
        members.reserveCapacity(groups.count)
        for group in groups {
            path.append(.key(group.field.responseKey))
            let completed = execute(group, on: type, source: source)
            path.removeLast()
            switch completed {
            case .value(let value): members.append(JSONMember(name: group.field.responseKey, value: value))
            case .null: members.append(JSONMember(name: group.field.responseKey, value: .null))
            // What the other fields would hold is of no use: this object becomes null.
            case .failed: return .failed
            case nil: break
            }
        }
        return .value(.object(members))
    }

    /// Specification: "Executing Fields". nil for a field that the type does not have.
    private mutating func execute(
        _ group: FieldGroup, on type: ObjectType, source: ResolvedValue
    ) -> Completed<JSON>? {
        guard let node = group.field.fields.first,
            let definition = schema.field(named: node.name.value, on: type.name)
        else { return nil }
        guard withinLimits(group) else { return .failed }
        let arguments: [SourcedArgument]
        do throws(GraphQLError) {
            arguments = try coercion.arguments(
                node.arguments, of: definition.arguments, at: node.range, variables: variables, source: self.source)
        } catch {
            record(error)
            return Completed.failed.absorbed(by: definition.type)
        }
        let value = resolve(definition, on: type, source: source, arguments: arguments)
        let completed = complete(value, as: definition.type, group, fieldName: "\(type.name).\(definition.name)")
        return absorb(completed, by: definition.type)
    }

    /// What a field or item of this type holds; past a limit, failure goes through to the root.
    func absorb(_ completed: Completed<JSON>, by type: TypeRef) -> Completed<JSON> {
        isAborted ? .failed : completed.absorbed(by: type)
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
