// SPDX-License-Identifier: Apache-2.0

/// A condition as PostgreSQL prints it, in a policy or in a plan, in a form in which the two can be compared.
///
/// A plan names what a subselect of the policy gave (`(InitPlan 1).col1`; `$0` before PostgreSQL 17), may qualify columns
/// with the alias of the table, and puts parentheses elsewhere. All of that is left out here.
struct PlanCondition: Equatable {
    private static let unknown = "?"

    private let words: [String]

    /// - Parameters:
    ///   - text: an expression without ambiguity, as `pg_get_expr` and EXPLAIN print it.
    ///   - alias: what the plan calls the table.
    init(_ text: some StringProtocol, alias: String) {
        var words: [String] = []
        var rest = PlanWords(text).words[...]
        while let word = rest.popFirst() {
            if word == "(", let length = Self.subselect(rest) {
                rest = rest.dropFirst(length)
                words.append(Self.unknown)
            } else if word.first == "$", word.dropFirst().allSatisfy(\.isNumber), word.count > 1 {
                words.append(Self.unknown)
            } else if word == alias, rest.first == "." {
                rest = rest.dropFirst()
            } else if word != "(", word != ")" {
                words.append(word)
            }
        }
        // An index's condition has its column on the left, wherever the policy has it.
        if words.count == 3, words[0] == Self.unknown, words[1] == "=" {
            words.swapAt(0, 2)
        }
        self.words = words
    }

    /// How many words after a parenthesis belong to what stands for a subselect; nil if it is none.
    private static func subselect(_ rest: ArraySlice<String>) -> Int? {
        guard let first = rest.first, ["SELECT", "InitPlan", "SubPlan", "hashed"].contains(first) else { return nil }
        var depth = 1
        var length = 0
        for word in rest {
            length += 1
            if word == "(" { depth += 1 }
            if word == ")" { depth -= 1 }
            if depth == 0 { break }
        }
        let after = rest.dropFirst(length)
        // (InitPlan 1).col1
        return after.first == "." ? length + 2 : length
    }

    /// The parts of an expression that are joined by AND, or by OR, outside of all parentheses.
    static func parts(of text: String, joinedBy joint: String) -> [String] {
        let words = PlanWords(text).withSpaces
        var parts: [String] = []
        var current = ""
        var depth = 0
        let trimmed = unwrapped(words)
        for word in trimmed {
            if word == "(" { depth += 1 }
            if word == ")" { depth -= 1 }
            if depth == 0, word == joint {
                parts.append(current)
                current = ""
            } else {
                current += word
            }
        }
        return (parts + [current]).map { part in
            let text = part.drop { $0 == " " }
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Without the parentheses that enclose the whole.
    private static func unwrapped(_ words: [String]) -> ArraySlice<String> {
        var words = words[...]
        while words.first == "(", words.last == ")" {
            var depth = 0
            let closing = words.firstIndex { word in
                if word == "(" { depth += 1 }
                if word == ")" { depth -= 1 }
                return depth == 0
            }
            guard closing == words.indices.last else { break }
            words = words.dropFirst().dropLast()
        }
        return words
    }
}

/// The words of an SQL expression: names, numbers, texts with their quotes, operators; parentheses and dots by themselves.
private struct PlanWords {
    /// Spaces too, each run as one word.
    let withSpaces: [String]

    init(_ text: some StringProtocol) {
        var words: [String] = []
        var rest = Substring(text)
        while let first = rest.first {
            let length: Int
            switch first {
            case " ": length = rest.prefix { $0 == " " }.count
            case "(", ")", ".", ",": length = 1
            case "'", "\"": length = Self.quoted(rest, by: first)
            case _ where Self.isPartOfName(first): length = rest.prefix(while: Self.isPartOfName).count
            default:
                length = rest.prefix { !" ().,'\"".contains($0) && !Self.isPartOfName($0) }.count
            }
            words.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        withSpaces = words
    }

    var words: [String] { withSpaces.filter { !$0.hasPrefix(" ") } }

    private static func isPartOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "$"
    }

    /// The length of a text or name in quotes, in which a quote stands doubled.
    private static func quoted(_ text: Substring, by quote: Character) -> Int {
        var length = 1
        var rest = text.dropFirst()
        while let next = rest.popFirst() {
            length += 1
            guard next == quote else { continue }
            guard rest.first == quote else { break }
            rest = rest.dropFirst()
            length += 1
        }
        return length
    }
}
