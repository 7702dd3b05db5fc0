// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON
import Mapping

/// A fault in a GraphQL file, with the places that show it.
struct FileFault: Error {
    let message: String
    /// What to do about it, where that is known.
    let hint: String?
    let places: [Place]

    struct Place {
        let source: Source
        let location: SourceLocation
    }

    /// A fault of a document that was read from a source.
    init(_ error: GraphQLError, in source: Source, hint: String? = nil) {
        message = error.message
        self.hint = hint
        places = error.locations.map { Place(source: source, location: $0) }
    }

    /// A fault of a schema whose documents were read from these sources.
    ///
    /// - Parameter hint: what is known about it beside what its message says.
    init(_ fault: SchemaFault, sources: [Source], hint: String? = nil) {
        message = fault.message
        self.hint = hint ?? Self.hint(about: fault)
        places = fault.places.compactMap { place in
            sources.first { $0.name == place.sourceName }.map { Place(source: $0, location: place.location) }
        }
    }

    /// The directive of the mapping language that may be meant, where one is unknown.
    private static func hint(about fault: SchemaFault) -> String? {
        guard let name = fault.message.wholeMatch(of: /Unknown directive "@(\w+)"\./)?.1 else { return nil }
        return suggestionList(String(name), options: MappingDirectives.names.sorted()).first.map {
            "Did you mean @\($0)?"
        }
    }

    /// A fault against the mapping language.
    init(_ fault: MappingFault) {
        message = fault.message
        hint = fault.hint
        places =
            fault.source.map { source in
                source.locations(of: fault.range).map { Place(source: source, location: $0) }
            } ?? []
    }

    /// `{message, locations: [{line, column}]}`, and the file that the locations are in.
    var json: JSON {
        let error = GraphQLError(message, locations: places.map(\.location))
        var members = [
            JSONMember(name: "message", value: .string(message)),
            JSONMember(name: "locations", value: error.json["locations"] ?? .array([])),
        ]
        if let place = places.first { members.append(JSONMember(name: "file", value: .string(place.source.name))) }
        if let hint { members.append(JSONMember(name: "hint", value: .string(hint))) }
        return .object(members)
    }

    /// The message with each place, its source line and a caret under it.
    var text: String {
        guard let first = places.first else { return message + hintText }
        var text = "\(first.name): \(message)\(hintText)\n"
        text += SourceExcerpt.text(of: first.source, at: first.location)
        for place in places.dropFirst() {
            text += "\n\(place.name): and here\n" + SourceExcerpt.text(of: place.source, at: place.location)
        }
        return text
    }

    private var hintText: String { hint.map { "\n    hint: \($0)" } ?? "" }
}

extension FileFault.Place {
    /// `schema/core.graphql:3:5`
    fileprivate var name: String { "\(source.name):\(location.line):\(location.column)" }
}

/// Every fault that was found in files; there is at least one.
struct InvalidFiles: Error {
    let faults: [FileFault]

    init(_ faults: [FileFault]) {
        self.faults = faults
    }

    /// One fault after the other, for people.
    var text: String { faults.map(\.text).joined(separator: "\n") }

    /// As an error that ends a command, with this code.
    func commandError(_ status: ExitStatus, _ title: String) -> CommandError {
        CommandError(status, title + "\n\n" + text)
    }
}
