// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// Makes a schema of SDL documents, if they are valid. Specification: "Type System".
///
/// Documents are read as if they were one, in the order in which they are given: an SDL may be many files, and part of
/// it may be made by a program. Executable definitions among them are passed over. Faults of the SDL as a document
/// (unknown names, duplicates) are reported alone, since what they break the checks of the type system rely on.
public enum SchemaBuilder {
    /// How to read an SDL.
    public struct Options: Sendable {
        /// Whether the first `extend type` of a root type that no document defines counts as its definition, so that
        /// modules can each add their fields.
        public var extendsMissingRootTypes: Bool
        /// Whether messages may name the nearest known names.
        public var suggestions: Suggestions
        /// How many faults are reported at most; one more says that there are others.
        public var faultLimit: Int

        public init(
            extendsMissingRootTypes: Bool = false, suggestions: Suggestions = .on, faultLimit: Int = 1_000
        ) {
            self.extendsMissingRootTypes = extendsMissingRootTypes
            self.suggestions = suggestions
            self.faultLimit = faultLimit
        }
    }

    /// The schema that the document describes.
    public static func build(
        _ document: Document, options: Options = Options()
    ) throws(InvalidSchema) -> Schema {
        try build([document], options: options)
    }

    /// The schema that the documents describe together.
    ///
    /// - Throws: every fault of the documents, or else every fault of their type system.
    public static func build(
        _ documents: [Document], options: Options = Options()
    ) throws(InvalidSchema) -> Schema {
        let sdl = SDL(documents, extendsMissingRootTypes: options.extendsMissingRootTypes)
        var faults = FaultCollector(limit: options.faultLimit)

        SDLWalker.walk(sdl, suggestions: options.suggestions, faults: &faults)
        guard faults.isEmpty else { throw InvalidSchema(faults: faults.resolved(in: sdl.sources)) }

        let parts = SchemaParts(sdl)
        let schema = parts.schema()
        let context = SchemaRuleContext(parts: parts, schema: schema, suggestions: options.suggestions)
        SchemaWalker.walk(context, rules: specifiedSchemaRules, faults: &faults)
        if faults.isEmpty { SchemaWalker.walk(context, rules: editionSchemaRules, faults: &faults) }
        guard faults.isEmpty else { throw InvalidSchema(faults: faults.resolved(in: sdl.sources)) }
        return schema
    }
}
