// SPDX-License-Identifier: Apache-2.0

/// How much a document may cost the parser, so that a hostile one is refused before it costs anything.
public struct ParserLimits: Sendable, Hashable {
    /// The most tokens, comments not counted; nil for no limit but the size of the source.
    public var maximumTokens: Int?
    /// The deepest nesting of selection sets, lists, input objects and list types together.
    ///
    /// The parser, the printer and whoever walks a document recurse so deep; there is no way to lift the limit beyond
    /// what a stack of 512 KiB holds. Tasks have more on Linux (8 MiB, unless `ulimit -s` says otherwise), which also
    /// serves frames that are not optimized: in 512 KiB those fit 89 times.
    public var maximumDepth: Int

    public init(maximumTokens: Int? = 15_000, maximumDepth: Int = 200) {
        self.maximumTokens = maximumTokens
        self.maximumDepth = min(maximumDepth, Self.greatestDepth)
    }

    /// What a request may have.
    public static let `default` = ParserLimits()

    /// For a schema, whose text comes from the operator: any number of tokens, the nesting of a request.
    public static let schema = ParserLimits(maximumTokens: nil)

    /// Nesting that parsing and printing hold on a stack of 512 KiB, measured with optimization.
    static let greatestDepth = 250
}
