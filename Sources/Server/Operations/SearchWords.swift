// SPDX-License-Identifier: Apache-2.0

/// Words to search for, as PostgreSQL can read them.
enum SearchWords {
    /// Code points.
    static let maximumLength = 1_000

    /// Minus signs that may wait for a word: PostgreSQL's reader has room for 32, and fails as if it were its own fault.
    private static let maximumSigns = 16

    /// Nil where the text is too long.
    static func text(of words: String) -> String? {
        guard words.unicodeScalars.count <= maximumLength else { return nil }
        var signs = 0
        var kept = String.UnicodeScalarView()
        for scalar in words.unicodeScalars {
            if scalar == "-" {
                signs += 1
                if signs > maximumSigns { continue }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                signs = 0
            }
            kept.append(scalar)
        }
        return String(kept)
    }
}
