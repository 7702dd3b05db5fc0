// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a client sends in place of a document's text.
enum DocumentID: Sendable, Hashable {
    /// The text's SHA-256 in hexadecimal digits, as Apollo's clients send it: `extensions.persistedQuery.sha256Hash`.
    case hash(String)
    /// The name that a build gave it: `documentId`, or `id` and `doc_id` as Relay's clients are set up.
    case name(String)

    private static let longest = 256

    /// Finds the id among a request's parameters; nil if there is none.
    ///
    /// - Throws: `BAD_USER_INPUT` for an id of another form.
    init?(_ parameters: JSON) throws(APIError) {
        if let persisted = parameters["extensions"]?["persistedQuery"], !persisted.isNull {
            guard persisted["version"]?.integerValue == 1, let hash = persisted["sha256Hash"]?.stringValue,
                (1...Self.longest).contains(hash.utf8.count)
            else {
                throw APIError(
                    .badUserInput, "'extensions.persistedQuery' is not of a known form.",
                    hint: "Send {\"version\": 1, \"sha256Hash\": \"…\"}.")
            }
            self = .hash(hash)
            return
        }
        for parameter in ["documentId", "id", "doc_id"] {
            guard let value = parameters[parameter], !value.isNull else { continue }
            guard let name = value.stringValue, (1...Self.longest).contains(name.utf8.count) else {
                throw APIError(.badUserInput, "'\(parameter)' must be a string of 1 to \(Self.longest) bytes.")
            }
            self = .name(name)
            return
        }
        return nil
    }

    var text: String {
        switch self {
        case .hash(let text), .name(let text): text
        }
    }
}
