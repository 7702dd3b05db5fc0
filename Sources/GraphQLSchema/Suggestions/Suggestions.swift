// SPDX-License-Identifier: Apache-2.0

/// Whether messages about unknown names may name the nearest known ones.
///
/// Off where the schema is not to be disclosed: a suggestion tells a caller what exists.
public enum Suggestions: Sendable, Hashable {
    case on, off

    /// " Did you mean …?" with the known names nearest to `input`; empty if none is near or suggestions are off.
    ///
    /// - Parameter options: the known names; computed only if suggestions are on.
    public func didYouMean(_ input: String, among options: @autoclosure () -> [String]) -> String {
        switch self {
        case .on: GraphQLSchema.didYouMean(suggestionList(input, options: options()))
        case .off: ""
        }
    }

    /// " Did you mean …?" with names that the caller has chosen; empty if there are none or suggestions are off.
    ///
    /// - Parameter context: what to say before the names: "to use an inline fragment on".
    public func didYouMean(_ context: String? = nil, suggesting suggestions: @autoclosure () -> [String]) -> String {
        switch self {
        case .on: GraphQLSchema.didYouMean(suggestions(), context: context)
        case .off: ""
        }
    }
}

/// The options that resemble `input`, the most similar first, equally similar ones in natural order.
///
/// Names over 200 bytes are no typing mistakes: none is suggested for or as one, so that the cost stays linear.
public func suggestionList(_ input: String, options: [String]) -> [String] {
    let longest = 200
    guard input.utf8.count <= longest else { return [] }
    let distance = LexicalDistance(input)
    let threshold = input.utf8.count * 2 / 5 + 1
    var seen: Set<String> = []
    var found: [(name: String, distance: Int)] = []
    for option in options where option.utf8.count <= longest {
        guard let distance = distance.measure(option, threshold: threshold), seen.insert(option).inserted else {
            continue
        }
        found.append((option, distance))
    }
    found.sort {
        $0.distance == $1.distance ? naturallyPrecedes($0.name, $1.name) : $0.distance < $1.distance
    }
    return found.map(\.name)
}

/// " Did you mean "a", "b", or "c"?", of at most five names; empty for none.
func didYouMean(_ suggestions: [String], context: String? = nil) -> String {
    let names = suggestions.prefix(5).map { "\"\($0)\"" }
    let list: String
    switch (names.count, names.last) {
    case (0, _), (_, nil): return ""
    case (1, let only?): list = only
    case (2, let last?): list = names[0] + " or " + last
    case (_, let last?): list = names.dropLast().joined(separator: ", ") + ", or " + last
    }
    return " Did you mean " + (context.map { $0 + " " } ?? "") + list + "?"
}
