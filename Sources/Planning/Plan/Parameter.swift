// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import GraphQLSchema
package import Mapping

/// What is bound to one placeholder.
package struct Parameter: Sendable, Hashable {
    /// Where the value comes from.
    package enum Source: Sendable, Hashable {
        case constant(InputValue)
        /// A variable, or a value within it.
        case variable(name: String, path: [PathSegment])
        /// A list that is written out in the document, some of whose items are variables.
        indirect case list([Source])
        /// An input object that is written out in the document, some of whose fields are variables.
        indirect case object([Member])
        /// One key of a cursor, which is itself a constant or a variable.
        indirect case cursorKey(cursor: Source, index: Int, order: CursorOrder)
        /// A part of the key in a `nodeId` of a type, which is itself a constant or a variable.
        indirect case nodeKey(id: Source, typeName: String, index: Int)
    }

    /// A field of an input object.
    package struct Member: Sendable, Hashable {
        package let name: String
        package let source: Source
    }

    package let source: Source
    package let conversion: ParameterConversion
    /// The value's place in the request, for errors about it: from the argument or the variable inward.
    package let inputPath: [PathSegment]

    /// - Parameter argumentPath: the value's place within the field's arguments, which counts where no variable gave it.
    init(source: Source, conversion: ParameterConversion, inputPath argumentPath: [PathSegment]) {
        self.source = source
        self.conversion = conversion
        if case .variable(let name, let path) = source {
            inputPath = [.key(name)] + path
        } else {
            inputPath = argumentPath
        }
    }
}

/// How a coerced value becomes the text of a parameter.
package enum ParameterConversion: Sendable, Hashable {
    /// As it is.
    case text
    /// Must be a UUID.
    case uuid
    /// Must be a whole number that fits so many bits.
    case integer(bits: Int)
    /// An enum's value: API name → stored text.
    case enumeration([String: String])
    /// JSON text.
    case json
    /// A text, number or boolean as it is, of a scalar that takes any value.
    case single
    /// A number from 0 to 1.
    case share
    /// The name of a time zone of the IANA database.
    case timeZone
    /// Words to search for: a text that is not too long.
    case words
    /// A list of numbers as pgvector reads it, of a length where that is known.
    case vector(dimensions: Int?)
    /// A whole number that is not negative.
    case count
    /// JSON of an input object or of a list, with the names and the stored texts that the database knows.
    case document(InputDocument)
    /// An array literal of items that are converted so.
    indirect case array(ParameterConversion)
}

/// The order that a cursor belongs to: a cursor of another field, order or filter is refused.
package struct CursorOrder: Sendable, Hashable {
    /// Names the field, the keys and their directions, and the filter's shape.
    package let fingerprint: String
    /// How many keys the cursor holds.
    package let keyCount: Int
}
