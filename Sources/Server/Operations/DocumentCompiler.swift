// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import JSON

/// Parses and validates documents, each once.
struct DocumentCompiler: Sendable {
    private let limits: ParserLimits
    private let cache: BoundedCache<DocumentKey, CompiledDocument>

    /// - Parameter cacheBytes: how much memory documents may take at most, by estimate. Only valid ones are kept.
    init(limits: ParserLimits, cacheBytes: Int) {
        self.limits = limits
        cache = BoundedCache(capacity: cacheBytes)
    }

    /// A syntax tree takes many times the memory of its text.
    private static let treeFactor = 24
    private static let treeOverhead = 2_048

    /// Entries and look-ups of the cache.
    var statistics: (count: Int, hits: UInt64, misses: UInt64) { cache.statistics }

    /// A document that was found valid before, nil for any other: no look-up counts as a miss, since `compile` follows.
    func known(_ text: String, for api: ServedAPI) -> CompiledDocument? {
        cache.known(DocumentKey(view: api.number, text: DocumentText(text)))
    }

    /// - Parameters:
    ///   - api: the view that the document must be valid in.
    ///   - suggestions: whether messages may name what the schema has.
    /// - Throws: every fault of the document.
    func compile(
        _ text: String, for api: ServedAPI, suggestions: Suggestions
    ) throws(RequestErrors) -> CompiledDocument {
        let key = DocumentKey(view: api.number, text: DocumentText(text))
        if let compiled = cache.value(for: key) { return compiled }
        let document: Document
        do throws(GraphQLError) {
            document = try Parser.parse(Source(text), limits: limits)
        } catch {
            throw RequestErrors([APIError(parsing: error)])
        }
        let faults = Validator.validate(
            document, against: api.schema,
            options: ValidationOptions(suggestions: suggestions, operationTypes: .refusedByValidation))
        guard faults.isEmpty else { throw RequestErrors(faults.map(APIError.init(validation:))) }
        let compiled = CompiledDocument(document)
        cache.store(compiled, for: key, weight: Self.treeOverhead + Self.treeFactor * text.utf8.count)
        return compiled
    }
}

extension DocumentCompiler {
    /// Refuses a document that uses what is closed for now: it is valid in the whole of the API, and not in what is open.
    ///
    /// - Throws: `UNAVAILABLE` with the places in the document.
    func requireOpen(_ text: String, in open: ServedAPI) throws(RequestErrors) {
        do throws(RequestErrors) {
            _ = try compile(text, for: open, suggestions: .off)
        } catch {
            var answer = APIError(
                .unavailable, "A part of the API that the operation uses is closed at the moment.",
                hint: "Retry after a pause, or leave it out; the server's log says why.")
            answer.locations = error.errors.flatMap(\.locations)
            throw RequestErrors([answer])
        }
    }
}

/// A document is valid in one view of the API, and may not be in another.
private struct DocumentKey: Hashable, Sendable {
    let view: Int
    let text: DocumentText
}

/// A document's text, told apart by all of its bytes: Swift takes texts for equal that differ in Unicode normalization,
/// and one client's literals must not be answered for another's.
private struct DocumentText: Hashable, Sendable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: DocumentText, right: DocumentText) -> Bool { left.text.hasSameBytes(as: right.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// Errors for which a request is not executed. At least one.
struct RequestErrors: Error, Sendable {
    let errors: [APIError]

    init(_ errors: [APIError]) {
        self.errors = errors
    }

    init(_ code: ErrorCode, _ message: String) {
        errors = [APIError(code, APIError.shortened(message))]
    }

    /// The same, and what most likely explains it: without a token nearly every field is unknown. A hint that says so tells
    /// nothing of the schema.
    func hintingAtToken() -> RequestErrors {
        RequestErrors(
            errors.map { error in
                guard error.code == .validationFailed, error.hint == nil else { return error }
                var error = error
                error.hint =
                    "The request has no token. Send the header 'Authorization: Bearer <token>' to see more fields."
                return error
            })
    }
}
