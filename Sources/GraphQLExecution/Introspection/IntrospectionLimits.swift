// SPDX-License-Identifier: Apache-2.0

package import GraphQLSchema

extension ExecutionLimits {
    /// Limits under which a schema of any size can be asked for whole.
    ///
    /// A type, field, argument or other part that introspection lists takes some 20 values in the query that clients send:
    /// its own seven, and three for each layer of its type, of which `[Trainee!]!` has four and few have more.
    ///
    /// - Parameter least: the most values of the answer where the schema is a small one.
    package static func introspection(of schema: Schema, atLeast least: Int = 100_000) -> ExecutionLimits {
        ExecutionLimits(maximumValues: max(least, valuesOfPart * schema.introspectedPartCount))
    }

    private static let valuesOfPart = 20
}

extension Schema {
    /// How many types, fields, arguments, values and members of types introspection lists.
    fileprivate var introspectedPartCount: Int {
        directives.reduce(types.reduce(0) { $0 + 1 + $1.introspectedMemberCount(in: self) }) {
            $0 + 1 + $1.arguments.count
        }
    }
}

extension NamedType {
    fileprivate func introspectedMemberCount(in schema: Schema) -> Int {
        switch self {
        case .scalar: 0
        case .object(let type): Self.count(type.fields) + type.interfaces.count
        case .interface(let type):
            Self.count(type.fields) + type.interfaces.count + schema.possibleTypes(of: type.name).count
        case .union(let type): schema.possibleTypes(of: type.name).count
        case .enum(let type): type.values.count
        case .inputObject(let type): type.fields.count
        }
    }

    private static func count(_ fields: [FieldType]) -> Int { fields.reduce(0) { $0 + 1 + $1.arguments.count } }
}
