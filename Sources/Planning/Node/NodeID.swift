// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a `nodeId` says: a type and the key of one of its rows, as texts that PostgreSQL makes of the key's columns.
///
/// On the wire a JSON array in URL-safe base64 without padding: `["Trainee", "…"]`. It holds no tenant and no secret, so
/// that it needs no seal: what it names is read under the request's policies like any other key.
package struct NodeID: Sendable, Hashable {
    package let typeName: String
    package let key: [String]

    package init(typeName: String, key: [String]) {
        self.typeName = typeName
        self.key = key
    }

    /// Bytes of text; a key is as long as its columns.
    private static let longestText = 1 << 16

    /// Nil for a text that is no id of this form.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.longestText, let bytes = Base64URL.decode(Array(text.utf8)[...]),
            let parts = (try? JSON.parse(bytes))?.arrayValue,
            case let texts = parts.compactMap(\.stringValue), texts.count == parts.count, texts.count > 1
        else { return nil }
        typeName = texts[0]
        key = Array(texts.dropFirst())
    }

    /// The id as clients have it.
    package var text: String {
        // As PostgreSQL writes an array of JSON, so that both make the same id of a row.
        let parts = ([typeName] + key).map { JSON.string($0).text }.joined(separator: ", ")
        return Base64URL.encode("[\(parts)]".utf8)
    }
}
