// SPDX-License-Identifier: Apache-2.0

/// A GraphQL text with the name that messages give it.
///
/// A reference type, so that documents and errors share one copy.
public final class Source: Sendable {
    /// The text's UTF-8 bytes.
    public let utf8: [UInt8]
    /// What to call the text in a message: a file's path, or "GraphQL request".
    public let name: String

    public init(_ text: String, name: String = "GraphQL request") {
        self.utf8 = Array(text.utf8)
        self.name = name
    }

    public init(utf8: [UInt8], name: String = "GraphQL request") {
        self.utf8 = utf8
        self.name = name
    }
}
