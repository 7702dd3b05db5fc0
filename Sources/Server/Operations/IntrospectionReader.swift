// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLSchema

/// The value of an introspection field, as it is kept for the next request with the same document.
struct KnownIntrospection: Sendable {
    /// As JSON.
    let json: [UInt8]
    /// How many values it is made of.
    let valueCount: Int
}

/// Answers the introspection fields of one operation. They share one limit, since there may be many of them, and each may ask
/// for the whole schema: what is kept from before counts as what is made anew.
struct IntrospectionReader {
    enum Outcome {
        /// With what went wrong within it.
        case json([UInt8], [APIError])
        /// More bytes than there may be.
        case tooLarge
        /// An error reached the root.
        case failed([APIError])
    }

    private let prepared: OperationRunner.Prepared
    private let cache: BoundedCache<IntrospectionKey, KnownIntrospection>
    private let root: ObjectType?
    private var executor: Executor

    init(_ prepared: OperationRunner.Prepared, cache: BoundedCache<IntrospectionKey, KnownIntrospection>) {
        self.prepared = prepared
        self.cache = cache
        let schema = prepared.api.schema
        let rootTypeName = prepared.purpose == .writing ? schema.mutationTypeName : schema.queryTypeName
        if case .object(let type)? = rootTypeName.flatMap(schema.type(named:)) { root = type } else { root = nil }
        executor = Executor(
            document: prepared.document, coercion: prepared.api.coercion, variables: prepared.variables,
            limits: prepared.api.introspectionLimits)
    }

    /// The value as JSON, made once for each document that is sent again.
    ///
    /// - Parameters:
    ///   - index: the field's position among those of the root.
    ///   - limit: the most bytes of it.
    mutating func value(of field: CollectedField, at index: Int, upTo limit: Int) -> Outcome {
        let key = IntrospectionKey(prepared, field: index)
        if let known = key.flatMap(cache.value) {
            executor.count(known.valueCount)
            return known.json.count > limit ? .tooLarge : .json(known.json, [])
        }
        guard let root else { return .failed([]) }
        let (errorsBefore, valuesBefore) = (executor.errors.count, executor.valueCount)
        let succeeded = executor.execute(field, onRootType: root, upTo: limit)
        if executor.isTooLarge { return .tooLarge }
        let faults = executor.errors.dropFirst(errorsBefore).map(APIError.init(introspection:))
        guard succeeded else { return .failed(faults) }
        let json = executor.data
        if let key, faults.isEmpty {
            let known = KnownIntrospection(json: json, valueCount: executor.valueCount - valuesBefore)
            cache.store(known, for: key, weight: json.count)
        }
        return json.count > limit ? .tooLarge : .json(json, faults)
    }
}
