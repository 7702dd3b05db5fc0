// SPDX-License-Identifier: Apache-2.0

import JSON

/// The keys of an issuer as it publishes them (RFC 7517), as far as tokens may be verified by them.
package struct JSONWebKeySet: Sendable {
    /// Why a document is no set of keys, or one without a key of use.
    package enum Fault: Error, Sendable, Hashable {
        case notJSON(String)
        case notKeySet
        case noUsableKey(skipped: [String])

        /// Going on from the name of the document.
        package var problem: String {
            switch self {
            case .notJSON(let reason): "is not valid JSON: \(reason)"
            case .notKeySet: "is not a JSON Web Key Set (an object with \"keys\")"
            case .noUsableKey(let skipped):
                "has no key that tokens can be verified by"
                    + (skipped.isEmpty ? "" : " (\(skipped.joined(separator: "; ")))")
            }
        }
    }

    /// Who may read the document: a secret in a public one would let anyone sign tokens.
    package enum Publicity: Sendable {
        case `public`, secret
    }

    package let keys: [VerificationKey]
    /// What was passed over and why, one sentence each.
    package let skipped: [String]

    private static let limits = JSONLimits(maximumDepth: 16, nullCharacter: .refused)
    private static let mostKeys = 100

    /// - Parameter algorithm: the one that RSA keys or secrets without `alg` are used with; nil for RS256 and HS256.
    package init(
        json bytes: [UInt8], algorithm: TokenAlgorithm? = nil, publicity: Publicity
    ) throws(Fault) {
        let json: JSON
        do throws(JSONError) {
            json = try JSON.parse(bytes, limits: Self.limits)
        } catch {
            throw .notJSON(error.description)
        }
        guard let entries = json["keys"]?.arrayValue, entries.count <= Self.mostKeys else { throw .notKeySet }
        var keys: [VerificationKey] = []
        var skipped: [String] = []
        for (index, entry) in entries.enumerated() {
            do throws(JSONWebKey.Fault) {
                let key = try JSONWebKey.key(entry, algorithm: algorithm, publicity: publicity)
                if keys.contains(where: { $0.hasSameIdentifier(as: key) }) { throw .identifierDuplicate }
                keys.append(key)
            } catch {
                skipped.append("key \(index + 1) \(error.problem)")
            }
        }
        guard !keys.isEmpty else { throw .noUsableKey(skipped: skipped) }
        self.keys = keys
        self.skipped = skipped
    }
}
