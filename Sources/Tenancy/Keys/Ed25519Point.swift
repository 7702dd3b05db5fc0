// SPDX-License-Identifier: Apache-2.0

/// Points of Ed25519 that no key is.
enum Ed25519Point {
    /// The y of the points whose order is 1, 2, 4 or 8, little-endian and without the sign of x; as they are written, and once
    /// more with the field's prime added where that has room. With such a key, signatures can be made without a secret.
    private static let lowOrders: [[UInt8]] = [
        zeros, [0x01] + zeros.dropFirst(),
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
            0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
            0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
        nearPrime(0xEC), nearPrime(0xED), nearPrime(0xEE),
    ]

    private static let zeros = [UInt8](repeating: 0, count: 32)

    private static func nearPrime(_ first: UInt8) -> [UInt8] {
        [first] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    }

    /// - Parameter point: as RFC 8032 section 5.1.2 encodes it.
    static func isOfLowOrder(_ point: [UInt8]) -> Bool {
        guard let last = point.last else { return false }
        return lowOrders.contains(point.dropLast() + [last & 0x7F])
    }
}
