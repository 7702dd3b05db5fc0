// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping

/// The SDL of a service, read from files and made into a schema.
struct SDLFiles {
    /// The files in the order in which they are read.
    let sources: [Source]
    /// The files and folders that were given; none where the text came from elsewhere.
    private let paths: [String]

    /// - Throws: as `GraphQLFiles.sources` does.
    init(_ paths: [String]) throws(CommandError) {
        sources = try GraphQLFiles.sources(paths)
        self.paths = paths
    }

    /// What the SDL turned out to be.
    enum Content {
        /// Only what the specification knows.
        case plain(Schema)
        /// Written in the mapping language, and expanded.
        case mapped(ExpandedSchema)

        /// The API as clients see it.
        var schema: Schema {
            switch self {
            case .plain(let schema): schema
            case .mapped(let expanded): expanded.schema
            }
        }
    }

    /// Parses and checks the SDL.
    ///
    /// - Throws: `InvalidFiles` with the syntax errors of all files, or else every fault of the schema.
    func load() throws(InvalidFiles) -> Content {
        let documents = try documents()
        guard MappingUse.isMapped(documents) else {
            do throws(InvalidSchema) {
                return .plain(try SchemaBuilder.build(documents))
            } catch {
                throw InvalidFiles(fileFaults(error.faults))
            }
        }
        return .mapped(try expand(documents))
    }

    /// Parses and checks an SDL that is to be served, so that it has to be in the mapping language.
    ///
    /// - Throws: `InvalidFiles` with the syntax errors of all files, or else every fault of the schema.
    func loadMapped() throws(InvalidFiles) -> ExpandedSchema {
        try expand(try documents())
    }

    private func expand(_ documents: [Document]) throws(InvalidFiles) -> ExpandedSchema {
        do throws(InvalidSDL) {
            return try ExpandedSchema(documents)
        } catch {
            throw InvalidFiles(fileFaults(error.schemaFaults) + error.mappingFaults.map(FileFault.init))
        }
    }

    /// Faults against the specification. Of types that are defined beside what was given, they say where.
    private func fileFaults(_ faults: [SchemaFault]) -> [FileFault] {
        let missing = Set(faults.compactMap(\.undefinedType))
        let places = missing.isEmpty || paths.isEmpty ? [:] : NeighbouringTypes(paths: paths).places(of: missing)
        return faults.map { fault in
            let hint = fault.undefinedType.flatMap { places[$0] }.map { place in
                "It is defined in \(place.file), which was not given. Add --schema \(place.path)."
            }
            return FileFault(fault, sources: sources, hint: hint)
        }
    }

    private func documents() throws(InvalidFiles) -> [Document] {
        var documents: [Document] = []
        var faults: [FileFault] = []
        for source in sources {
            do throws(GraphQLError) {
                documents.append(try Parser.parse(source, limits: .schema))
            } catch {
                faults.append(FileFault(error, in: source))
            }
        }
        guard faults.isEmpty else { throw InvalidFiles(faults) }
        return documents
    }
}

extension SchemaFault {
    /// The type that is mentioned or extended and that nothing defines, where the fault is that.
    fileprivate var undefinedType: String? {
        if let name = message.prefixMatch(of: /Unknown type "(\w+)"\./)?.1 { return String(name) }
        return message.prefixMatch(of: /Cannot extend type "(\w+)" because it is not defined\./).map { String($0.1) }
    }
}
