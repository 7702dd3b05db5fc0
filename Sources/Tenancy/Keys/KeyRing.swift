// SPDX-License-Identifier: Apache-2.0

import JSON

/// The keys that are in force; several of one issuer have different identifiers.
package struct KeyRing: Sendable {
    package let keys: [VerificationKey]

    /// - Throws: `KeyFault.noKey`, or `identifierDuplicate` where two keys could answer to the same token.
    package init(_ keys: [VerificationKey]) throws(KeyFault) {
        guard !keys.isEmpty else { throw .noKey }
        for (index, key) in keys.enumerated() {
            let isDuplicate = keys[..<index].contains { $0.hasSameIdentifier(as: key) && $0.issuer == key.issuer }
            guard !isDuplicate else { throw .identifierDuplicate }
        }
        self.keys = keys
    }

    /// No key yet: every token is refused until the issuers' keys have come.
    static let pending = KeyRing()

    private init() {
        keys = []
    }

    /// The keys that a token with this `kid` may be signed by: one of each issuer at most. The `kid` is compared and never
    /// looked up anywhere else.
    ///
    /// A token without `kid` is meant for a key without identifier, or for an issuer's only key.
    func candidates(for identifier: String?) -> [VerificationKey] {
        let candidates = keys.filter { $0.answers(to: identifier) }
        guard candidates.isEmpty, identifier == nil else { return candidates }
        return keys.filter { key in keys.count { $0.issuer == key.issuer } == 1 }
    }
}

extension VerificationKey {
    func hasSameIdentifier(as other: VerificationKey) -> Bool { answers(to: other.identifier) }

    fileprivate func answers(to other: String?) -> Bool {
        switch (identifier, other) {
        case (nil, nil): true
        case (let identifier?, let other?): identifier.hasSameBytes(as: other)
        case (nil, _?), (_?, nil): false
        }
    }
}
