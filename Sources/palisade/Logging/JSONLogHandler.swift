// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Logging

/// Writes each message as one JSON object on a line of the error stream: `time`, `level`, `message`, then the metadata.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var metadata = metadata
        if let provided = metadataProvider?.get() { metadata.merge(provided) { _, new in new } }
        if let own = event.metadata { metadata.merge(own) { _, new in new } }
        if let error = event.error { metadata["error"] = "\(error)" }

        let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        var members = [
            JSONMember(name: "time", value: .string(time)),
            JSONMember(name: "level", value: .string(event.level.rawValue)),
            JSONMember(name: "message", value: .string("\(event.message)")),
        ]
        let reserved = Set(members.map(\.name))
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) where !reserved.contains(name) {
            members.append(JSONMember(name: name, value: Self.json(value)))
        }
        StandardStream.error.writeLine(JSON.object(members).text)
    }

    private static func json(_ value: Logger.Metadata.Value) -> JSON {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let value): .string(value.description)
        case .array(let items): .array(items.map(json))
        case .dictionary(let members):
            .object(members.sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: json($0.value)) })
        }
    }
}
