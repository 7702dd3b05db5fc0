// SPDX-License-Identifier: Apache-2.0

/// Tells secrets that anyone could guess or look up from those that may protect tokens.
enum SecretStrength {
    /// The first fault of a secret for an algorithm that needs `minimum` bytes, or nil if it may be used.
    static func fault(of secret: [UInt8], minimum: Int, algorithm: TokenAlgorithm) -> KeyFault? {
        guard let first = secret.first, let last = secret.last else { return .secretEmpty }
        if isPEM(secret) { return .secretIsPEM }
        if secret.count < minimum {
            return .secretTooShort(byteCount: secret.count, minimum: minimum, algorithm: algorithm)
        }
        if isWhitespace(first) || isWhitespace(last) { return .secretHasOuterWhitespace }
        if isRepetitive(secret) { return .secretIsRepetitive }
        if isSample(secret) { return .secretIsSample }
        return nil
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isPEM(_ secret: [UInt8]) -> Bool {
        contains(secret, Array("-----BEGIN".utf8))
    }

    /// Few different bytes, or one unit of up to 16 bytes over and over.
    private static func isRepetitive(_ secret: [UInt8]) -> Bool {
        // 32 random hexadecimal digits have fewer than 8 different ones less than once in a million times.
        if Set(secret).count < 8 { return true }
        return (1...16).contains { period in
            secret.indices.dropFirst(period).allSatisfy { secret[$0] == secret[$0 - period] }
        }
    }

    private static func isSample(_ secret: [UInt8]) -> Bool {
        let letters = secret.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: nil
            }
        }
        return samples.contains { contains(letters, Array($0.utf8)) }
    }

    /// Phrases of published samples, in lower case without punctuation; none shorter than eight letters, so that a
    /// random secret does not hold one by accident.
    private static let samples = [
        // jwt.io, past and present.
        "your256bitsecret", "your384bitsecret", "your512bitsecret", "atleast256bitslong", "atleast384bits",
        "atleast512bits", "qwertyuiopasdfghjklzxcvbnm123456",
        // Supabase's self-hosting guide and command line; PostgREST's tutorial.
        "jwttokenwithatleast32characters", "reallyreallyreallyreallyverysafe",
        // What people type to have something.
        "changeme", "replaceme", "supersecret", "yoursecret", "mysecretkey", "yourjwtsecret", "thisisasecret",
        "notsosecret", "atleast32char", "32characters", "secretsecret", "passwordpassword", "password1234",
        "0123456789abcdef0123456789abcdef", "abcdefghijklmnopqrstuvwxyz", "1234567890123456",
    ]

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
