// SPDX-License-Identifier: Apache-2.0

/// Finds the document that a request names: sent along, remembered by its hash, or trusted.
package final class OperationDocuments: Sendable {
    /// Which documents are executed.
    package enum Acceptance: String, CaseIterable, Sendable {
        /// Any that the schema and the limits allow.
        case any
        /// Those of the manifests alone.
        case trusted
    }

    private let trusted: TrustedDocuments
    private let acceptance: Acceptance
    private let remembered: BoundedCache<String, String>?
    /// What requests without a token have sent: anybody can, and must not displace what others use. nil where nothing is
    /// remembered.
    private let rememberedOfAnonymous: BoundedCache<String, String>?

    /// The part of the memory that is theirs.
    private static let anonymousShare = 8

    /// - Parameter rememberedBytes: memory for documents that clients name by their hash; 0 to remember none.
    package init(trusted: TrustedDocuments = TrustedDocuments(), acceptance: Acceptance = .any, rememberedBytes: Int) {
        self.trusted = trusted
        self.acceptance = acceptance
        // Where only trusted ones are executed, nothing that clients send is worth remembering.
        if rememberedBytes > 0, acceptance == .any {
            let share = rememberedBytes / Self.anonymousShare
            remembered = BoundedCache(capacity: rememberedBytes - share)
            rememberedOfAnonymous = BoundedCache(capacity: share)
        } else {
            (remembered, rememberedOfAnonymous) = (nil, nil)
        }
    }

    private init(trusted: TrustedDocuments, remembering others: OperationDocuments) {
        self.trusted = trusted
        acceptance = .any
        remembered = others.remembered
        rememberedOfAnonymous = others.rememberedOfAnonymous
    }

    /// Others that know what these remember.
    func replaced(trusted: TrustedDocuments, acceptance: Acceptance, rememberedBytes: Int) -> OperationDocuments {
        guard acceptance == .any, remembered != nil else {
            return OperationDocuments(trusted: trusted, acceptance: acceptance, rememberedBytes: rememberedBytes)
        }
        return OperationDocuments(trusted: trusted, remembering: self)
    }

    /// Entries and look-ups of what is remembered; nil where nothing is.
    var statistics: (count: Int, hits: UInt64, misses: UInt64)? {
        guard let theirs = rememberedOfAnonymous?.statistics, let others = remembered?.statistics else { return nil }
        return (others.count + theirs.count, others.hits &+ theirs.hits, others.misses &+ theirs.misses)
    }

    /// The text to execute.
    ///
    /// - Parameter isAnonymous: whether it is asked for without a token.
    /// - Throws: `PERSISTED_QUERY_NOT_FOUND` for an id that is not known; `FORBIDDEN` for a text that is not trusted;
    ///   `BAD_USER_INPUT` for a hash of another text, and where there is neither id nor text.
    func text(id: DocumentID?, text: String?, isAnonymous: Bool) throws(APIError) -> String {
        switch (id, text) {
        case (nil, nil):
            throw APIError(
                .badUserInput, "The request has no 'query'.",
                hint: "Send {\"query\": \"{ … }\"} with a GraphQL document.")
        case (nil, let text?):
            try checkTrust(in: text)
            return text
        case (let id?, nil):
            return try known(id, isAnonymous: isAnonymous)
        case (.name?, _?):
            throw APIError(
                .badUserInput, "The request has both a document and the id of one.", hint: "Send one of the two.")
        case (.hash(let hash)?, let text?):
            if trusted.text(hash).map({ $0.utf8.elementsEqual(text.utf8) }) == true { return text }
            // Or one client could give another's hash a text of its own.
            guard DocumentHash.hash(of: text) == hash else {
                throw APIError(.badUserInput, "'sha256Hash' is not the hash of 'query'.")
            }
            try checkTrust(in: text)
            let cache = isAnonymous ? rememberedOfAnonymous : remembered
            cache?.store(text, for: hash, weight: Self.overhead + text.utf8.count)
            return text
        }
    }

    private static let overhead = 128

    private func checkTrust(in text: String) throws(APIError) {
        guard acceptance == .any || trusted.contains(text: text) else {
            throw APIError(
                .forbidden, "Only documents of the server's manifest are executed.",
                hint: "Send the id of one, or add this document to the manifest.")
        }
    }

    /// The messages are those that Apollo's clients look for.
    private func known(_ id: DocumentID, isAnonymous: Bool) throws(APIError) -> String {
        if let text = trusted.text(id.text) { return text }
        if case .hash(let hash) = id, let remembered, let rememberedOfAnonymous {
            // Whoever knows the hash knows the text: it does not matter who sent it.
            if isAnonymous, let text = rememberedOfAnonymous.known(hash) { return text }
            if let text = remembered.value(for: hash) { return text }
            throw APIError(.persistedQueryNotFound, "PersistedQueryNotFound", hint: "Send 'query' along with the hash.")
        }
        if case .hash = id, acceptance == .any, trusted.count == 0 {
            throw APIError(.badUserInput, "PersistedQueryNotSupported", hint: "Send 'query' without a hash.")
        }
        throw APIError(
            .persistedQueryNotFound, "PersistedQueryNotFound",
            hint: "The id is in none of the server's manifests; deploy the manifest before its clients.")
    }
}
