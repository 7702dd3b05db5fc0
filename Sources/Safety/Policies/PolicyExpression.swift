// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A policy's USING or WITH CHECK, read just far enough to find what it compares.
///
/// It knows the shapes that PostgreSQL prints: conditions joined by AND, a column compared by `=` with a value of the
/// request. Anything else it does not understand, and says so by finding nothing.
struct PolicyExpression: Sendable {
    private let bytes: [UInt8]
    private let tokens: [PolicyToken]
    /// For each parenthesis, the index of its partner.
    private let partners: [Int: Int]

    init(_ text: String) {
        bytes = Array(text.utf8)
        tokens = PolicyToken.tokens(of: bytes)
        var partners: [Int: Int] = [:]
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .leftParenthesis:
                open.append(index)
            case .rightParenthesis:
                guard let start = open.popLast() else { continue }
                partners[start] = index
                partners[index] = start
            case .word, .quotedName, .string, .number, .comma, .dot, .cast, .symbol:
                continue
            }
        }
        self.partners = partners
    }

    /// Whether it is the constant `true`.
    var isAlwaysTrue: Bool {
        let inner = unwrapped(tokens.indices)
        return inner.count == 1 && tokens[inner.lowerBound].kind == .word("true")
    }

    /// The functions that it calls with a qualified name; PostgreSQL prints all but its own so, if nothing is on the
    /// search path.
    var calledFunctions: Set<QualifiedName> {
        Set(tokens.indices.compactMap { qualifiedCall(at: $0)?.name })
    }

    /// The calls that give a part of the request's context, wherever they stand.
    var contextCallTexts: [String] {
        var texts: [String] = []
        var index = tokens.startIndex
        while index < tokens.endIndex {
            if let call = contextCall(at: index) {
                texts.append(text(of: call.tokens))
                index = call.tokens.upperBound
            } else {
                index += 1
            }
        }
        return texts
    }

    /// Every qualified name in it: of functions, of relations that it reads, and perhaps of columns.
    var mentionedNames: Set<QualifiedName> {
        Set(
            tokens.indices.compactMap { index in
                guard index + 2 < tokens.endIndex, let schema = tokens[index].name, tokens[index + 1].kind == .dot,
                    let name = tokens[index + 2].name
                else { return nil }
                return QualifiedName(schema: schema, name: name)
            })
    }

    /// The relations that it reads: what stands behind FROM, JOIN or a comma there, and not before a parenthesis.
    func relationsRead(among names: Set<QualifiedName>) -> Set<QualifiedName> {
        Set(
            tokens.indices.compactMap { index in
                guard index > 0, index + 2 < tokens.endIndex, let schema = tokens[index].name,
                    tokens[index + 1].kind == .dot, let name = tokens[index + 2].name,
                    index + 3 >= tokens.endIndex
                        || (tokens[index + 3].kind != .leftParenthesis && tokens[index + 3].kind != .dot),
                    isBeforeRelation(tokens[index - 1].kind)
                else { return nil }
                let found = QualifiedName(schema: schema, name: name)
                return names.contains(found) ? found : nil
            })
    }

    private func isBeforeRelation(_ kind: PolicyToken.Kind) -> Bool {
        switch kind {
        case .word(let word): word == "from" || word == "join" || word == "only"
        // PostgreSQL prints nested joins in parentheses.
        case .leftParenthesis, .comma: true
        case .quotedName, .string, .number, .rightParenthesis, .dot, .cast, .symbol: false
        }
    }

    /// The comparisons that must all hold for a row to pass and that tie a column to the request's context.
    func contextComparisons(columns: Set<String>) -> [ContextComparison] {
        conjuncts().compactMap { conjunct in
            let sides = topLevel(conjunct) { $0 == .symbol("=") }
            guard let operation = sides.first, sides.count == 1 else { return nil }
            let left = conjunct.lowerBound..<operation
            let right = operation + 1..<conjunct.upperBound
            guard let (column, value) = columnAndValue(left, right, columns) ?? columnAndValue(right, left, columns)
            else { return nil }
            return ContextComparison(column: column, names: contextNames(in: value), text: text(of: conjunct))
        }
    }

    /// Calls of functions without arguments, and of `current_setting`, that are not inside a sub-select: they are
    /// evaluated once per row.
    var callsPerRow: [String] {
        bareContextCalls.map { text(of: $0) }
    }

    /// The expression with each such call made a sub-select, which is evaluated once per statement.
    var withInitPlans: String {
        var result: [UInt8] = []
        var position = 0
        for call in bareContextCalls {
            guard let first = call.first, let last = call.last else { continue }
            result += bytes[position..<tokens[first].range.lowerBound]
            result += Array("(select ".utf8)
            result += bytes[tokens[first].range.lowerBound..<tokens[last].range.upperBound]
            result.append(UInt8(ascii: ")"))
            position = tokens[last].range.upperBound
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }
}

/// `column = value of the request`.
struct ContextComparison: Sendable, Hashable {
    var column: String
    /// The functions that give the value, `schema.name`, and every string constant in it: names of settings and claims.
    var names: Set<String>
    /// As the policy has it.
    var text: String
}

extension PolicyExpression {
    /// A range of tokens without the parentheses around the whole of it.
    private func unwrapped(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while range.count >= 2, tokens[range.lowerBound].kind == .leftParenthesis,
            partners[range.lowerBound] == range.upperBound - 1
        {
            range = range.lowerBound + 1..<range.upperBound - 1
        }
        return range
    }

    /// Where tokens that fulfil the condition stand outside all parentheses.
    private func topLevel(_ range: Range<Int>, where condition: (PolicyToken.Kind) -> Bool) -> [Int] {
        var found: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if condition(tokens[index].kind) { found.append(index) }
            if tokens[index].kind == .leftParenthesis, let partner = partners[index] {
                index = partner
            }
            index += 1
        }
        return found
    }

    /// The conditions that AND joins, however they are nested.
    private func conjuncts() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var pending = [tokens.indices]
        while let next = pending.popLast() {
            let range = unwrapped(next)
            let cuts = topLevel(range) { $0 == .word("and") }
            if cuts.isEmpty || !topLevel(range, where: { $0 == .word("or") }).isEmpty {
                found.append(range)
                continue
            }
            var start = range.lowerBound
            for cut in cuts {
                pending.append(start..<cut)
                start = cut + 1
            }
            pending.append(start..<range.upperBound)
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    private func columnAndValue(
        _ side: Range<Int>, _ other: Range<Int>, _ columns: Set<String>
    ) -> (column: String, value: Range<Int>)? {
        guard let column = bareColumn(side), columns.contains(column), isContextValue(other, columns: columns) else {
            return nil
        }
        return (column, other)
    }

    /// The name, if the range is nothing but a column, perhaps qualified by its table, perhaps cast.
    private func bareColumn(_ range: Range<Int>) -> String? {
        var range = unwrapped(range)
        while let cast = topLevel(range, where: { $0 == .cast }).first {
            range = unwrapped(range.lowerBound..<cast)
        }
        let names = range.map { tokens[$0] }
        switch names.count {
        case 1:
            return names.first?.name
        case 3:
            return names.first?.name != nil && names[1].kind == .dot ? names.last?.name : nil
        default:
            return nil
        }
    }

    /// Whether a value comes from the request alone: it calls something, reads no table and no column.
    private func isContextValue(_ range: Range<Int>, columns: Set<String>) -> Bool {
        var previous: PolicyToken.Kind?
        var isType = false
        for index in range {
            let token = tokens[index]
            if token.kind == .word("from") { return false }
            // The words behind `::` are a type's, also where a column is called so: `'…'::text`.
            isType = previous == .cast || (isType && token.kind.isFurtherWordOfType)
            // After AS stands the name that PostgreSQL gives to the sub-select's column.
            if let name = token.name, columns.contains(name), !isType, token.kind != .word("select"),
                previous != .word("as"), previous != .dot
            {
                return false
            }
            previous = token.kind
        }
        return !contextNames(in: range).isEmpty
    }

    private func contextNames(in range: Range<Int>) -> Set<String> {
        var names: Set<String> = []
        var isContext = false
        for index in range {
            if let call = contextCall(at: index) {
                isContext = true
                names.insert(call.name)
            }
            if case .string(let value) = tokens[index].kind { names.insert(value) }
        }
        return isContext ? names : []
    }

    /// A call that gives a part of the request's context: `current_setting(…)` or a function without arguments.
    private func contextCall(at index: Int) -> (name: String, tokens: Range<Int>)? {
        if tokens[index].kind == .word("current_setting"), index + 1 < tokens.endIndex,
            tokens[index + 1].kind == .leftParenthesis, let end = partners[index + 1]
        {
            return ("current_setting", index..<end + 1)
        }
        guard let call = qualifiedCall(at: index), call.arguments.isEmpty else { return nil }
        return (call.name.description, index..<call.arguments.upperBound + 1)
    }

    /// `schema.name(` at this token.
    private func qualifiedCall(at index: Int) -> (name: QualifiedName, arguments: Range<Int>)? {
        guard index + 3 < tokens.endIndex, let schema = tokens[index].name, tokens[index + 1].kind == .dot,
            let name = tokens[index + 2].name, tokens[index + 3].kind == .leftParenthesis,
            let end = partners[index + 3]
        else { return nil }
        return (QualifiedName(schema: schema, name: name), index + 4..<end)
    }

    /// The tokens of each context call that no sub-select surrounds.
    private var bareContextCalls: [Range<Int>] {
        var calls: [Range<Int>] = []
        var subselectEnds: [Int] = []
        var index = tokens.startIndex
        while index < tokens.endIndex {
            if let end = subselectEnds.last, index > end { subselectEnds.removeLast() }
            if tokens[index].kind == .leftParenthesis, index + 1 < tokens.endIndex,
                tokens[index + 1].kind == .word("select"), let end = partners[index]
            {
                subselectEnds.append(end)
            }
            if subselectEnds.isEmpty, let call = contextCall(at: index) {
                calls.append(call.tokens)
                index = call.tokens.upperBound
            } else {
                index += 1
            }
        }
        return calls
    }

    private func text(of range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(decoding: bytes[tokens[first].range.lowerBound..<tokens[last].range.upperBound], as: UTF8.self)
    }
}
