// SPDX-License-Identifier: Apache-2.0

import JSON

/// Documents that a build has written into a manifest, by id.
///
/// Two forms are read: Apollo's (`"format": "apollo-persisted-query-manifest"`) and Relay's (an object of ids and texts).
package struct TrustedDocuments: Sendable {
    /// Why a manifest is not taken.
    package enum Fault: Error, Sendable, Hashable {
        case notJSON(String)
        case formUnknown
        /// An operation without id or body; counted from 1.
        case operationIncomplete(position: Int)
        /// Two texts for one id.
        case idDuplicate(String)

        /// Going on from the file's name.
        package var problem: String {
            switch self {
            case .notJSON(let reason): "is not valid JSON: \(reason)"
            case .formUnknown: "is neither a manifest of Apollo's form nor one of Relay's"
            case .operationIncomplete(let position): "has an operation without id or body, the \(position). one"
            case .idDuplicate(let id): "has two texts for the id \"\(id)\""
            }
        }
    }

    private static let limits = JSONLimits(maximumDepth: 64, nullCharacter: .refused)

    private var texts: [String: String] = [:]
    private var hashes: Set<String> = []

    package init() {}

    /// Adds what a manifest holds.
    package mutating func add(manifest: [UInt8]) throws(Fault) {
        let json: JSON
        do throws(JSONError) {
            json = try JSON.parse(manifest, limits: Self.limits)
        } catch {
            throw .notJSON(error.description)
        }
        if let format = json["format"]?.stringValue {
            guard format == "apollo-persisted-query-manifest", json["version"]?.integerValue == 1,
                let operations = json["operations"]?.arrayValue
            else { throw .formUnknown }
            for (index, operation) in operations.enumerated() {
                guard let id = operation["id"]?.stringValue, let body = operation["body"]?.stringValue, !id.isEmpty,
                    !body.isEmpty
                else { throw .operationIncomplete(position: index + 1) }
                try add(body, as: id)
            }
            return
        }
        guard let members = json.members else { throw .formUnknown }
        for (index, member) in members.enumerated() {
            guard case .string(let text) = member.value else { throw .formUnknown }
            guard !member.name.isEmpty, !text.isEmpty else { throw .operationIncomplete(position: index + 1) }
            try add(text, as: member.name)
        }
    }

    private mutating func add(_ text: String, as id: String) throws(Fault) {
        if let other = texts[id], !other.utf8.elementsEqual(text.utf8) { throw .idDuplicate(id) }
        texts[id] = text
        hashes.insert(DocumentHash.hash(of: text))
    }

    package var count: Int { texts.count }

    func text(_ id: String) -> String? { texts[id] }

    /// Whether exactly this text is among them.
    func contains(text: String) -> Bool { hashes.contains(DocumentHash.hash(of: text)) }
}
