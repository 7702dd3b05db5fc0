// SPDX-License-Identifier: Apache-2.0

/// The media types of an answer. GraphQL over HTTP, "Media Types".
enum ResponseMediaType: Sendable, Hashable {
    case json
    case graphQLResponse

    /// The type that a client likes best, or nil if it accepts neither.
    ///
    /// Between equals the one that tells more by its status wins; who accepts anything gets `application/json`, which
    /// any client can read.
    ///
    /// - Parameter accept: the values of all Accept fields, with commas between them. A list of nothing, which RFC 9110 section
    ///   12.5.1 allows, says as little as no field.
    init?(accept: String?) {
        guard let accept, accept.utf8.contains(where: { !Self.isSeparator($0) }) else {
            self = .json
            return
        }
        switch accept {
        case "*/*", "application/json": self = .json
        case "application/graphql-response+json": self = .graphQLResponse
        default:
            guard let best = Self.best(of: accept) else { return nil }
            self = best
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// RFC 9110 section 12.5.1: for each type the most specific range counts.
    private static func best(of accept: String) -> ResponseMediaType? {
        var json = Preference()
        var graphQLResponse = Preference()
        for item in accept.utf8.split(separator: UInt8(ascii: ",")) {
            guard let range = MediaType(item), let weight = range.weight else { continue }
            if range.isUnicode {
                if range.isType("application/json") { json.consider(weight, specificity: 3) }
                if range.isType("application/graphql-response+json") {
                    graphQLResponse.consider(weight, specificity: 3)
                }
            }
            let specificity = range.isType("application/*") ? 2 : range.isType("*/*") ? 1 : 0
            if specificity > 0 { json.consider(weight, specificity: specificity) }
        }
        if graphQLResponse.weight > 0, graphQLResponse.weight >= json.weight { return .graphQLResponse }
        return json.weight > 0 ? .json : nil
    }

    private struct Preference {
        /// In thousandths.
        var weight = 0
        private var specificity = 0

        mutating func consider(_ weight: Int, specificity: Int) {
            guard specificity >= self.specificity else { return }
            self.weight = specificity == self.specificity ? max(self.weight, weight) : weight
            self.specificity = specificity
        }
    }
}
