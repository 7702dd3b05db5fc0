// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation

/// Parses and validates documents, each once.
struct DocumentCompiler: Sendable {
    private let schema: Schema
    private let limits: ParserLimits
    private let cache: BoundedCache<String, CompiledDocument>

    /// - Parameter cacheBytes: how many bytes of documents are kept at most. Only valid ones are.
    init(schema: Schema, limits: ParserLimits, cacheBytes: Int) {
        self.schema = schema
        self.limits = limits
        cache = BoundedCache(capacity: cacheBytes)
    }

    /// Entries and look-ups of the cache.
    var statistics: (count: Int, hits: UInt64, misses: UInt64) { cache.statistics }

    /// - Parameter suggestions: whether messages may name what the schema has.
    /// - Throws: every fault of the document.
    func compile(_ text: String, suggestions: Suggestions) throws(RequestErrors) -> CompiledDocument {
        if let compiled = cache.value(for: text) { return compiled }
        let document: Document
        do throws(GraphQLError) {
            document = try Parser.parse(Source(text), limits: limits)
        } catch {
            throw RequestErrors([APIError(parsing: error)])
        }
        let faults = Validator.validate(
            document, against: schema,
            options: ValidationOptions(suggestions: suggestions, operationTypes: .refusedByValidation))
        guard faults.isEmpty else { throw RequestErrors(faults.map(APIError.init(validation:))) }
        let compiled = CompiledDocument(document)
        // A syntax tree takes a multiple of its text; what counts is that the cache is bounded.
        cache.store(compiled, for: text, weight: text.utf8.count)
        return compiled
    }
}

/// Errors for which a request is not executed. At least one.
struct RequestErrors: Error, Sendable {
    let errors: [APIError]

    init(_ errors: [APIError]) {
        self.errors = errors
    }

    init(_ code: ErrorCode, _ message: String) {
        errors = [APIError(code, message)]
    }
}
