// SPDX-License-Identifier: Apache-2.0

extension StringProtocol {
    /// The text without ASCII white space at its ends.
    var trimmingASCIIWhitespace: String {
        let isSpace = { (scalar: Unicode.Scalar) in
            scalar == " " || (UInt32(0x09)...UInt32(0x0D)).contains(scalar.value)
        }
        var rest = Substring.UnicodeScalarView(unicodeScalars)
        rest = rest.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(rest)
    }
}
