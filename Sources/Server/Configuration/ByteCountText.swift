// SPDX-License-Identifier: Apache-2.0

/// Reads sizes as people write them: `1MiB`, `512KiB`, `1048576`; a bare number means bytes.
enum ByteCountText {
    /// What messages say of the format.
    static let expectation = "a size such as 512KiB, 1MiB or 1048576"

    private static let units: [(suffix: String, bytes: Int)] = [
        ("", 1), ("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]

    /// The number of bytes that a text says; nil if it says none, or one beyond 2³² units.
    static func count(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(digits.count)
        guard let number = UInt32(digits), let unit = units.first(where: { $0.suffix == suffix }) else { return nil }
        return Int(number) * unit.bytes
    }

    /// The shortest text of a size: `1MiB`.
    static func text(_ count: Int) -> String {
        guard let unit = units.last(where: { count.isMultiple(of: $0.bytes) }), count > 0 else { return "\(count)" }
        return "\(count / unit.bytes)\(unit.suffix == "B" ? "" : unit.suffix)"
    }
}
