// SPDX-License-Identifier: Apache-2.0

package import SQL

extension ScalarKind {
    /// Whether values of a column of this type can be answered and compared as this kind.
    func fits(_ type: ColumnType) -> Bool {
        let name = type.serving
        switch self {
        case .id: return Self.keys.contains(name) || Self.texts.contains(name)
        case .int: return ["int2", "int4"].contains(name)
        case .float: return ["int2", "int4", "int8", "float4", "float8", "numeric"].contains(name)
        // Whatever PostgreSQL prints is a string.
        case .string: return !["bool", "json", "jsonb"].contains(name)
        case .boolean: return name == "bool"
        case .dateTime: return ["timestamptz", "timestamp"].contains(name)
        case .date: return name == "date"
        // A time with an offset is another thing: `Time` has none.
        case .time: return name == "time"
        case .uuid: return name == "uuid"
        case .json: return ["json", "jsonb"].contains(name) || type.isArray || type.kind == .composite
        case .bigInt: return ["int2", "int4", "int8"].contains(name)
        case .decimal: return ["numeric", "int2", "int4", "int8"].contains(name)
        case .enumeration: return type.labels != nil || Self.texts.contains(name)
        case .custom: return true
        }
    }

    /// The kind that serves a column of this type best; nil for a type that nothing fits.
    package static func best(for type: ColumnType) -> ScalarKind? {
        switch type.serving {
        case "uuid": .id
        case "int2", "int4": .int
        case "int8": .bigInt
        case "float4", "float8": .float
        case "numeric": .decimal
        case "bool": .boolean
        case "timestamptz", "timestamp": .dateTime
        case "date": .date
        case "time": .time
        case "json", "jsonb": .json
        default: type.kind == .composite ? .json : .string
        }
    }

    private static let keys: Set<String> = ["uuid", "int2", "int4", "int8"]
    private static let texts: Set<String> = ["text", "varchar", "bpchar", "citext", "name"]
}

extension ColumnType {
    /// The name of the type that decides how values look: a domain's base, else the type itself.
    package var serving: String { base?.name ?? name.name }
}
