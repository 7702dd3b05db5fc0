// SPDX-License-Identifier: Apache-2.0

/// What an Accept-Encoding field says. RFC 9110 section 12.5.3.
enum AcceptEncoding {
    /// Whether gzip may be sent: named, or covered by `*`, with a weight above 0.
    static func allowsGzip(_ field: String?) -> Bool {
        guard let field else { return false }
        if field == "gzip" { return true }
        var wildcard: Bool?
        for item in field.utf8.split(separator: UInt8(ascii: ",")) {
            // A coding has the form of a media range but for the slash, which this stands in for.
            guard let coding = MediaType(Substring("coding/" + trimmed(item)).utf8) else { continue }
            let isAccepted = coding.weight.map { $0 > 0 } ?? false
            if coding.isType("coding/gzip") || coding.isType("coding/x-gzip") { return isAccepted }
            if coding.isType("coding/*") { wildcard = isAccepted }
        }
        return wildcard ?? false
    }

    private static func trimmed(_ item: Substring.UTF8View) -> String {
        String(Substring(item)).drop { $0 == " " || $0 == "\t" }.description
    }
}
