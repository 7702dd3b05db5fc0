// SPDX-License-Identifier: Apache-2.0

/// How far a name is from another: the least number of insertions, deletions, substitutions of one character and swaps
/// of two neighbours that turn one into the other. A change of case alone counts as one edit.
struct LexicalDistance {
    private let input: String
    private let lowercased: [UInt8]

    init(_ input: String) {
        self.input = input
        lowercased = Self.lowercase(input)
    }

    /// The distance to `option`; nil if it is greater than `threshold`. Costs at most the product of both lengths.
    func measure(_ option: String, threshold: Int) -> Int? {
        if input == option { return 0 }
        guard abs(option.utf8.count - lowercased.count) <= threshold else { return nil }
        var long = Self.lowercase(option)
        if long == lowercased { return 1 }
        var short = lowercased
        if long.count < short.count { swap(&long, &short) }
        // Three rows of the matrix are enough, since a swap looks two rows back.
        var beforePrevious = [Int](repeating: 0, count: short.count + 1)
        var previous = Array(0...short.count)
        var current = beforePrevious
        for row in 1...long.count {
            current[0] = row
            var smallest = row
            for column in stride(from: 1, through: short.count, by: 1) {
                let substitution = long[row - 1] == short[column - 1] ? 0 : 1
                var cell = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + substitution)
                if row > 1, column > 1, long[row - 1] == short[column - 2], long[row - 2] == short[column - 1] {
                    cell = min(cell, beforePrevious[column - 2] + 1)
                }
                current[column] = cell
                smallest = min(smallest, cell)
            }
            if smallest > threshold { return nil }
            (beforePrevious, previous, current) = (previous, current, beforePrevious)
        }
        let distance = previous[short.count]
        return distance <= threshold ? distance : nil
    }

    private static func lowercase(_ name: String) -> [UInt8] {
        name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    }
}
