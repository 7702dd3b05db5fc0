// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// Something that the SDL's author has to mend before the schema can be served.
///
/// Faults are collected rather than thrown one by one, so that one run shows all of them.
package struct MappingFault: Error, Sendable, CustomStringConvertible {
    /// What is wrong and where, in the author's words.
    package var message: String
    /// What to write instead, where that is known.
    package var hint: String?
    package var source: Source?
    package var range: SourceRange

    package init(_ message: String, hint: String? = nil, at origin: Origin) {
        self.message = message
        self.hint = hint
        self.source = origin.source
        self.range = origin.range
    }

    /// `schema/core/tenants.graphql:12:3: message (hint)`.
    package var description: String {
        var place = ""
        if let source, range.start >= 0 {
            let location = source.location(at: range.start)
            place = "\(source.name):\(location.line):\(location.column): "
        }
        return place + message + (hint.map { "\n    hint: \($0)" } ?? "")
    }
}

/// Where in the author's files something was written.
package struct Origin: Sendable {
    package var source: Source?
    package var range: SourceRange

    package init(source: Source?, range: SourceRange) {
        self.source = source
        self.range = range
    }
}

/// All faults of an SDL at once.
package struct MappingError: Error, Sendable, CustomStringConvertible {
    package let faults: [MappingFault]

    package init(faults: [MappingFault]) {
        self.faults = faults
    }

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
