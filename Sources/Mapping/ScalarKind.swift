// SPDX-License-Identifier: Apache-2.0

/// What a leaf type of the API is, as far as SQL and the response are concerned.
package enum ScalarKind: Sendable, Hashable {
    case id, int, float, string, boolean
    case dateTime, date, time, uuid, json, bigInt, decimal
    /// An enum of the SDL, by name.
    case enumeration(String)
    /// A scalar that the author declared: passed through as JSON.
    case custom(String)

    /// The kind of one of the specification's or the engine's scalars; nil for any other name.
    package init?(builtIn name: String) {
        guard let kind = Self.builtIns[name] else { return nil }
        self = kind
    }

    private static let builtIns: [String: ScalarKind] = [
        "ID": .id, "Int": .int, "Float": .float, "String": .string, "Boolean": .boolean, "DateTime": .dateTime,
        "Date": .date, "Time": .time, "UUID": .uuid, "JSON": .json, "BigInt": .bigInt, "Decimal": .decimal,
    ]

    /// The type's name in the API.
    package var typeName: String {
        switch self {
        case .id: "ID"
        case .int: "Int"
        case .float: "Float"
        case .string: "String"
        case .boolean: "Boolean"
        case .dateTime: "DateTime"
        case .date: "Date"
        case .time: "Time"
        case .uuid: "UUID"
        case .json: "JSON"
        case .bigInt: "BigInt"
        case .decimal: "Decimal"
        case .enumeration(let name), .custom(let name): name
        }
    }

    /// Whether `lt`, `gt` and ORDER BY make sense.
    package var isOrdered: Bool {
        switch self {
        case .int, .float, .string, .dateTime, .date, .time, .bigInt, .decimal: true
        case .id, .uuid, .boolean, .json, .enumeration, .custom: false
        }
    }

    /// Whether a column of this kind can be a key of ORDER BY.
    package var isSortable: Bool {
        switch self {
        case .json, .custom: false
        case .id, .int, .float, .string, .boolean, .dateTime, .date, .time, .uuid, .bigInt, .decimal, .enumeration: true
        }
    }
}
