// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import GraphQLSchema

/// An author's SDL, read and expanded: everything that can be known without a database.
package struct ExpandedSchema: Sendable {
    /// What the mapping directives say.
    package let authored: AuthoredMapping
    /// The API as clients see it.
    package let schema: Schema

    /// Reads the documents as one SDL. A module may only extend the root types: the first extension defines them.
    ///
    /// - Throws: `InvalidSDL` with every fault that could be found.
    package init(_ documents: [Document]) throws(InvalidSDL) {
        let options = SchemaBuilder.Options(extendsMissingRootTypes: true)

        // First as it is written, with the directives' definitions, so that faults carry the author's places.
        let written = try Self.withDefinitions(documents)
        do throws(InvalidSchema) {
            _ = try SchemaBuilder.build(written, options: options)
        } catch {
            throw InvalidSDL(schemaFaults: error.faults, mappingFaults: [])
        }

        let valueFaults = DirectiveValues(try Self.parse(MappingDirectives.definitions)).faults(in: documents)
        guard valueFaults.isEmpty else { throw InvalidSDL(schemaFaults: [], mappingFaults: valueFaults) }

        var reader = MappingReader(documents)
        let (authored, readingFaults) = reader.read()
        var expander = Expander(authored, authoredNames: Self.definedNames(documents))
        let (expanded, expansionFaults) = expander.expand(documents)
        guard readingFaults.isEmpty && expansionFaults.isEmpty else {
            throw InvalidSDL(schemaFaults: [], mappingFaults: readingFaults + expansionFaults)
        }

        let complete = try Self.withScalars(expanded)
        do throws(InvalidSchema) {
            schema = try SchemaBuilder.build(complete, options: options)
        } catch {
            throw InvalidSDL(schemaFaults: error.faults, mappingFaults: [])
        }
        self.authored = authored
    }

    /// The types that are defined, and where.
    private static func definedNames(_ documents: [Document]) -> [String: Origin] {
        var names: [String: Origin] = [:]
        for document in documents {
            for case .type(let type) in document.definitions {
                names[type.name.value] = Origin(source: document.source, range: type.name.range)
            }
        }
        return names
    }

    /// The documents with the mapping language's definitions and the scalars they use.
    private static func withDefinitions(_ documents: [Document]) throws(InvalidSDL) -> [Document] {
        var definitions = try parse(MappingDirectives.definitions)
        // An author names the interface where rows are found by it, and never defines it.
        if definedNames(documents)[NodeNames.interface] == nil {
            definitions.definitions.append(.type(NodeNames.definition))
        }
        return try withScalars(documents) + [definitions]
    }

    /// The documents with those of the engine's scalars that they use and do not define themselves.
    private static func withScalars(_ documents: [Document]) throws(InvalidSDL) -> [Document] {
        let definitions = documents.flatMap(\.definitions)
        let defined = Set(definitions.compactMap(\.typeName))
        let used = Set(definitions.flatMap(\.referredTypeNames))
        let missing = MappingDirectives.scalarDefinitions.filter { used.contains($0.key) && !defined.contains($0.key) }
        guard !missing.isEmpty else { return documents }
        let text = missing.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
        return documents + [try parse(text)]
    }

    private static func parse(_ text: String) throws(InvalidSDL) -> Document {
        do throws(GraphQLError) {
            return try Parser.parse(Source(text, name: "built-in definitions"))
        } catch {
            let fault = SchemaFault(message: error.message, places: [], rule: "Syntax")
            throw InvalidSDL(schemaFaults: [fault], mappingFaults: [])
        }
    }
}

/// Every fault that was found in an SDL; there is at least one.
package struct InvalidSDL: Error, Sendable, CustomStringConvertible {
    /// Faults against the specification.
    package let schemaFaults: [SchemaFault]
    /// Faults against the mapping language.
    package let mappingFaults: [MappingFault]

    /// One fault after the other, each with its place.
    package var description: String {
        (schemaFaults.map(\.description) + mappingFaults.map(\.description)).joined(separator: "\n")
    }
}

extension Definition {
    /// The name of the type that is defined here, or that is extended where an extension can define it.
    fileprivate var typeName: String? {
        switch self {
        case .type(let type): type.name.value
        case .typeExtension, .operation, .fragment, .schema, .schemaExtension, .directive: nil
        }
    }

    /// Names of the types of fields and arguments.
    fileprivate var referredTypeNames: [String] {
        switch self {
        case .type(let type), .typeExtension(let type):
            switch type.kind {
            case .object(_, let fields), .interface(_, let fields):
                fields.flatMap { field in
                    [field.type.innermost.name.value] + field.arguments.map(\.type.innermost.name.value)
                }
            case .inputObject(let fields): fields.map(\.type.innermost.name.value)
            case .scalar, .union, .enum: []
            }
        case .operation, .fragment, .schema, .schemaExtension, .directive: []
        }
    }
}
