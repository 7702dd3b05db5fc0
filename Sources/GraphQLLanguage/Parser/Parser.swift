// SPDX-License-Identifier: Apache-2.0

/// Reads the GraphQL language: bytes to syntax tree. Specification, September 2025: "Language", "Appendix: Grammar Summary".
///
/// Errors are worded and placed as the reference implementation does; the first one ends the parse. An error's `kind`
/// tells a document that breaks the grammar (`syntax`) from one that exceeds a limit (`limitExceeded`).
public struct Parser {
    private var lexer: Lexer
    private let limits: ParserLimits
    /// The token to be consumed next.
    private(set) var token: Token
    private var previousEnd: Int32 = 0
    private var depth = 0
    private var tokenCount = 0

    /// Parses a whole document, executable or of a type system.
    public static func parse(_ source: Source, limits: ParserLimits = .default) throws(GraphQLError) -> Document {
        try parseAll(of: source, limits: limits) { parser throws(GraphQLError) in try parser.parseDocument() }
    }

    /// Parses one value, which may contain variables: `[1, $two, {three: 3}]`.
    public static func parseValue(_ source: Source, limits: ParserLimits = .default) throws(GraphQLError) -> Value {
        try parseAll(of: source, limits: limits) { parser throws(GraphQLError) in try parser.parseValue(.variable) }
    }

    /// Parses one value without variables.
    public static func parseConstantValue(
        _ source: Source, limits: ParserLimits = .default
    ) throws(GraphQLError) -> Value {
        try parseAll(of: source, limits: limits) { parser throws(GraphQLError) in try parser.parseValue(.constant) }
    }

    /// Parses one type: `[String!]!`.
    public static func parseType(
        _ source: Source, limits: ParserLimits = .default
    ) throws(GraphQLError) -> TypeReference {
        try parseAll(of: source, limits: limits) { parser throws(GraphQLError) in try parser.parseTypeReference() }
    }

    private static func parseAll<Node>(
        of source: Source, limits: ParserLimits, _ production: (inout Parser) throws(GraphQLError) -> Node
    ) throws(GraphQLError) -> Node {
        guard source.utf8.count < Int(Int32.max) else {
            throw GraphQLError("Document is larger than 2 GiB. Parsing aborted.", kind: .limitExceeded)
        }
        var parser = Parser(source, limits: limits)
        try parser.advance()
        // The first token is no step past anything.
        parser.previousEnd = 0
        let node = try production(&parser)
        try parser.expect(.endOfFile)
        return node
    }

    private init(_ source: Source, limits: ParserLimits) {
        lexer = Lexer(source)
        self.limits = limits
        token = Token(kind: .endOfFile, start: 0, end: 0)
    }

    /// Name
    mutating func parseName() throws(GraphQLError) -> Name {
        let name = token
        try expect(.name)
        return Name(lexer.text(of: name), range: name.range)
    }

    var source: Source { lexer.source }

    /// The content of the current token, which is a string.
    var stringValue: String { lexer.stringValue }

    /// The current token as it is written.
    var tokenText: String { lexer.text(of: token) }

    /// From a token's first byte to the end of the token that was consumed last.
    func range(from start: Int32) -> SourceRange { SourceRange(start: start, end: previousEnd) }
}

// MARK: Tokens

extension Parser {
    /// Consumes the current token.
    mutating func advance() throws(GraphQLError) {
        previousEnd = token.end
        token = try lexer.next()
        guard let maximum = limits.maximumTokens, token.kind != .endOfFile else { return }
        tokenCount += 1
        if tokenCount > maximum {
            throw limitExceeded("Document contains more than \(maximum) tokens. Parsing aborted.")
        }
    }

    /// Consumes a token that must be of a kind.
    mutating func expect(_ kind: Token.Kind) throws(GraphQLError) {
        guard token.kind == kind else {
            throw syntaxError("Expected \(kind.text), found \(tokenDescription).", at: token.start)
        }
        if kind != .endOfFile { try advance() }
    }

    /// Consumes the current token if it is of a kind, and says whether it was.
    mutating func skip(_ kind: Token.Kind) throws(GraphQLError) -> Bool {
        guard token.kind == kind else { return false }
        try advance()
        return true
    }

    /// Whether the current token is this word.
    func isKeyword(_ word: String) -> Bool {
        token.kind == .name && tokenText == word
    }

    /// Consumes a word that must stand here.
    mutating func expectKeyword(_ word: String) throws(GraphQLError) {
        guard isKeyword(word) else {
            throw syntaxError("Expected \"\(word)\", found \(tokenDescription).", at: token.start)
        }
        try advance()
    }

    /// Consumes a word if it stands here, and says whether it did.
    mutating func skipKeyword(_ word: String) throws(GraphQLError) -> Bool {
        guard isKeyword(word) else { return false }
        try advance()
        return true
    }
}

// MARK: Lists and nesting

extension Parser {
    /// One or more nodes between two tokens.
    mutating func many<Node>(
        _ open: Token.Kind, _ close: Token.Kind, _ production: (inout Parser) throws(GraphQLError) -> Node
    ) throws(GraphQLError) -> [Node] {
        try expect(open)
        var nodes = [try production(&self)]
        while try !skip(close) { nodes.append(try production(&self)) }
        return nodes
    }

    /// One or more nodes between two tokens, or nothing at all.
    mutating func optionalMany<Node>(
        _ open: Token.Kind, _ close: Token.Kind, _ production: (inout Parser) throws(GraphQLError) -> Node
    ) throws(GraphQLError) -> [Node] {
        token.kind == open ? try many(open, close, production) : []
    }

    /// Any number of nodes between two tokens.
    mutating func any<Node>(
        _ open: Token.Kind, _ close: Token.Kind, _ production: (inout Parser) throws(GraphQLError) -> Node
    ) throws(GraphQLError) -> [Node] {
        try expect(open)
        var nodes: [Node] = []
        while try !skip(close) { nodes.append(try production(&self)) }
        return nodes
    }

    /// One or more nodes with a token between them, which may also stand before the first.
    mutating func delimited<Node>(
        by delimiter: Token.Kind, _ production: (inout Parser) throws(GraphQLError) -> Node
    ) throws(GraphQLError) -> [Node] {
        _ = try skip(delimiter)
        var nodes: [Node] = []
        repeat { nodes.append(try production(&self)) } while try skip(delimiter)
        return nodes
    }

    /// Runs a production that can contain itself, one level deeper.
    mutating func nested<Node>(
        _ production: (inout Parser) throws(GraphQLError) -> Node
    ) throws(GraphQLError) -> Node {
        guard depth < limits.maximumDepth else {
            throw limitExceeded("Document nests deeper than \(limits.maximumDepth) levels. Parsing aborted.")
        }
        depth += 1
        let node = try production(&self)
        depth -= 1
        return node
    }
}

// MARK: Errors

extension Parser {
    func syntaxError(_ reason: String, at offset: Int32) -> GraphQLError {
        lexer.syntaxError(reason, at: Int(offset))
    }

    /// The current token is not one that can stand here.
    func unexpected() -> GraphQLError {
        syntaxError("Unexpected \(tokenDescription).", at: token.start)
    }

    /// A name, consumed already, is not one that can stand here.
    func unexpected(_ name: Name) -> GraphQLError {
        syntaxError("Unexpected \(Token.Kind.name.text) \"\(name.value)\".", at: name.range.start)
    }

    /// The current token as a message names it.
    var tokenDescription: String {
        switch token.kind {
        case .name, .int, .float: "\(token.kind.text) \"\(tokenText)\""
        case .string, .blockString: "\(token.kind.text) \"\(stringValue)\""
        default: token.kind.text
        }
    }

    private func limitExceeded(_ message: String) -> GraphQLError {
        GraphQLError(
            "Syntax Error: " + message, locations: [lexer.source.location(at: token.start)], kind: .limitExceeded)
    }
}
