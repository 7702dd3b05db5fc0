// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON

/// A collected field of an object type, with what all objects of the type have in common of it.
final class FieldGroup {
    let field: CollectedField
    let definition: FieldType
    /// The field as messages name it: `Type.field`.
    let coordinate: String
    /// The response key as JSON, with the colon.
    let encodedKey: [UInt8]
    /// The coerced arguments, once they are known.
    var arguments: [SourcedArgument]?
    /// What its selections come to for each object type that its values have had.
    var subfields: [String: [FieldGroup]] = [:]

    /// nil for a field that the type does not have.
    init?(_ field: CollectedField, on typeName: String, in schema: Schema) {
        guard let node = field.fields.first, let definition = schema.field(named: node.name.value, on: typeName) else {
            return nil
        }
        self.field = field
        self.definition = definition
        coordinate = "\(typeName).\(definition.name)"
        encodedKey = JSON.string(field.responseKey).bytes + [UInt8(ascii: ":")]
    }
}
