// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Names requests, for answers and logs.
struct RequestIdentifiers: Sendable {
    private static let longest = 64
    private let made = Counter()

    /// The client's own name for the request if it is a sane one, else a new name.
    func identifier(proposed: String?) -> String {
        if let proposed, Self.isSane(proposed) { return proposed }
        return made.next()
    }

    /// Such names can stand in headers, logs and queries without quoting.
    static func isSane(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= longest
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// Names that differ within the process by a number, and between processes by what comes before it. Up to 60 million
    /// of them fit into a string without memory of its own.
    private final class Counter: Sendable {
        private let prefix: String
        private let count = Atomic<UInt64>(0)

        init() {
            let least: UInt64 = 36 * 36 * 36 * 36 * 36 * 36 * 36
            prefix = String(UInt64.random(in: least..<(least * 36)), radix: 36) + "-"
        }

        func next() -> String {
            prefix + String(count.wrappingAdd(1, ordering: .relaxed).newValue, radix: 36)
        }
    }
}
