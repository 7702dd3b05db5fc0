// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The finding for people: what, why, and the SQL that mends it, ending in a line feed.
    package var text: String {
        var text = "\(severity.rawValue) \(code.rawValue): \(object.kind) \(object)\n    \(message)\n"
        if let mend {
            for line in mend.split(separator: "\n", omittingEmptySubsequences: false) {
                text += line.isEmpty ? "\n" : "        \(line)\n"
            }
        }
        return text
    }
}
