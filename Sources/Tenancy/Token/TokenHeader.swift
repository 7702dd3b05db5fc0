// SPDX-License-Identifier: Apache-2.0

import JSON

/// The JOSE header of a token (RFC 7515 section 4) as far as it is listened to.
///
/// `jku`, `jwk`, `x5u` and `x5c`, by which a token would bring its own key, are not read at all.
struct TokenHeader {
    let algorithm: String
    let type: TokenType
    let keyIdentifier: String?

    /// Parameters that change what the signature covers or what must be understood.
    private static let refused = ["crit", "zip", "b64"]

    init(json bytes: [UInt8]) throws(TokenError) {
        let header: JSON
        do {
            header = try JSON.parse(bytes, limits: TokenHeader.limits)
        } catch {
            throw .headerNotJSON(error)
        }
        guard header.members != nil else { throw .headerNotObject }
        for name in Self.refused where header[name] != nil { throw .headerParameterRefused(name) }
        guard let algorithm = header["alg"]?.stringValue else { throw .algorithmMissing }
        self.algorithm = algorithm
        if let name = header["typ"] {
            guard let type = name.stringValue.flatMap(TokenType.init) else { throw .typeUnknown }
            self.type = type
        } else {
            self.type = .jwt
        }
        switch header["kid"] {
        case nil: keyIdentifier = nil
        case .string(let identifier)?: keyIdentifier = identifier
        case .some: throw .keyUnknown
        }
    }

    /// For both JSON parts of a token. U+0000 cannot reach PostgreSQL, so it is refused with the token.
    static let limits = JSONLimits(maximumDepth: 16, nullCharacter: .refused)
}
