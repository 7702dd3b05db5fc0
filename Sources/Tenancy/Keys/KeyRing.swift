// SPDX-License-Identifier: Apache-2.0

import JSON

/// The keys that are in force, at least one; several have different identifiers.
package struct KeyRing: Sendable {
    package let keys: [VerificationKey]

    /// - Throws: `KeyFault.noKey`, or `identifierDuplicate` where two keys could answer to the same token.
    package init(_ keys: [VerificationKey]) throws(KeyFault) {
        guard !keys.isEmpty else { throw .noKey }
        for (index, key) in keys.enumerated() {
            guard !keys[..<index].contains(where: { $0.answers(to: key.identifier) }) else {
                throw .identifierDuplicate
            }
        }
        self.keys = keys
    }

    /// The key for a token with this `kid`, which is compared and never looked up anywhere else.
    ///
    /// A token without `kid` is meant for the key without identifier, or for the only key.
    func key(for identifier: String?) -> VerificationKey? {
        if let key = keys.first(where: { $0.answers(to: identifier) }) { return key }
        return identifier == nil && keys.count == 1 ? keys.first : nil
    }
}

extension VerificationKey {
    fileprivate func answers(to other: String?) -> Bool {
        switch (identifier, other) {
        case (nil, nil): true
        case (let identifier?, let other?): identifier.hasSameBytes(as: other)
        case (nil, _?), (_?, nil): false
        }
    }
}
