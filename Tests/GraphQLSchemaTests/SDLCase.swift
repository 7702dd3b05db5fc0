// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

/// One SDL and everything that is wrong with it, each fault as `message [line:column, …]`.
struct SDLCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sdl: String
    let faults: [String]

    init(_ description: String, _ sdl: String, _ faults: String...) {
        testDescription = description
        self.sdl = sdl
        self.faults = faults
    }

    /// Expects exactly the faults, in their order.
    func check(sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        #expect(foundFaults(in: sdl) == faults, sourceLocation: sourceLocation)
    }
}

/// What the builder finds wrong with an SDL; empty if it makes a schema.
func foundFaults(in sdl: String, options: SchemaBuilder.Options = SchemaBuilder.Options()) -> [String] {
    do throws(InvalidSchema) {
        _ = try SchemaBuilder.build(parsed(sdl), options: options)
        return []
    } catch {
        return error.errors.map { fault in
            let places = fault.locations.map { "\($0.line):\($0.column)" }.joined(separator: ", ")
            return "\(fault.message) [\(places)]"
        }
    }
}

/// The document; a syntax error is recorded as an issue of the test.
func parsed(_ sdl: String, name: String = "schema.graphql") -> Document {
    do throws(GraphQLError) {
        return try Parser.parse(Source(sdl, name: name), limits: .schema)
    } catch {
        Issue.record("\(error.message) in \(sdl)")
        return Document(definitions: [])
    }
}

/// The schema that an SDL describes.
func schema(_ sdl: String) throws -> Schema {
    try SchemaBuilder.build(parsed(sdl))
}
