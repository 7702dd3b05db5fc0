// SPDX-License-Identifier: Apache-2.0

import JSON

/// One key of a set (RFC 7517 section 4, RFC 7518 section 6). Certificates and addresses in it are not looked at.
enum JSONWebKey {
    enum Fault: Error, Sendable, Hashable {
        /// Of a kind or for an algorithm that no token of ours is signed with: ES256K, Ed448 …
        case kindUnknown
        case notForSignatures
        /// A number is absent, not in base64url, or of another length than the curve's.
        case malformed
        case secretInPublic
        case identifierDuplicate
        case unusable(KeyFault)

        var problem: String {
            switch self {
            case .kindUnknown: "is of a kind or for an algorithm that is not supported"
            case .notForSignatures: "is not for signatures"
            case .malformed: "is not complete"
            case .secretInPublic: "is a shared secret, which must not be published"
            case .identifierDuplicate: "has the kid of another key"
            case .unusable(let fault): fault.problem
            }
        }
    }

    static func key(
        _ json: JSON, algorithm: TokenAlgorithm?, publicity: JSONWebKeySet.Publicity
    ) throws(Fault) -> VerificationKey {
        if let use = json["use"], use.stringValue != "sig" { throw .notForSignatures }
        if let operations = json["key_ops"]?.arrayValue, !operations.contains(.string("verify")) {
            throw .notForSignatures
        }
        var stated: TokenAlgorithm?
        if let name = json["alg"] {
            guard let known = name.stringValue.flatMap(TokenAlgorithm.init(rawValue:)) else { throw .kindUnknown }
            stated = known
        }
        var identifier: String?
        if let kid = json["kid"] {
            guard let text = kid.stringValue else { throw .malformed }
            identifier = text
        }
        switch json["kty"]?.stringValue {
        case "RSA":
            let pem = PublicKeyPEM.rsa(modulus: try number("n", of: json), exponent: try number("e", of: json))
            return try publicKey(pem, stated ?? algorithm ?? .rs256, identifier)
        case "EC":
            guard let curve = Curve(rawValue: json["crv"]?.stringValue ?? "") else { throw .kindUnknown }
            let x = try number("x", of: json)
            let y = try number("y", of: json)
            guard x.count == curve.byteCount, y.count == curve.byteCount else { throw .malformed }
            let pem = PublicKeyPEM.ellipticCurve(curve.identifier, x: x, y: y)
            return try publicKey(pem, stated ?? curve.algorithm, identifier)
        case "OKP":
            guard json["crv"]?.stringValue == "Ed25519" else { throw .kindUnknown }
            let x = try number("x", of: json)
            guard x.count == 32 else { throw .malformed }
            return try publicKey(PublicKeyPEM.ed25519(x), stated ?? .edDSA, identifier)
        case "oct":
            guard case .secret = publicity else { throw .secretInPublic }
            let secret = try number("k", of: json)
            do throws(KeyFault) {
                return try VerificationKey(
                    secret: secret, algorithm: stated ?? algorithm ?? .hs256, identifier: identifier)
            } catch {
                throw .unusable(error)
            }
        default:
            throw .kindUnknown
        }
    }

    private enum Curve: String {
        case p256 = "P-256"
        case p384 = "P-384"
        case p521 = "P-521"

        var byteCount: Int {
            switch self {
            case .p256: 32
            case .p384: 48
            case .p521: 66
            }
        }

        var identifier: [UInt8] {
            switch self {
            case .p256: SubjectPublicKeyInfo.prime256v1
            case .p384: SubjectPublicKeyInfo.secp384r1
            case .p521: SubjectPublicKeyInfo.secp521r1
            }
        }

        var algorithm: TokenAlgorithm {
            switch self {
            case .p256: .es256
            case .p384: .es384
            case .p521: .es512
            }
        }
    }

    private static func publicKey(
        _ pem: String, _ algorithm: TokenAlgorithm, _ identifier: String?
    ) throws(Fault) -> VerificationKey {
        do throws(KeyFault) {
            return try VerificationKey(publicKeyPEM: pem, algorithm: algorithm, identifier: identifier)
        } catch {
            throw .unusable(error)
        }
    }

    /// A number or a secret as base64url without padding.
    private static func number(_ name: String, of json: JSON) throws(Fault) -> [UInt8] {
        guard let text = json[name]?.stringValue, let bytes = Base64URL.decode(Array(text.utf8)[...]), !bytes.isEmpty,
            bytes.count <= 2_048
        else { throw .malformed }
        return bytes
    }
}
