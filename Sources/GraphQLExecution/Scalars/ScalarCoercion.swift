// SPDX-License-Identifier: Apache-2.0

public import GraphQLSchema

/// How a custom scalar is read from variables and literals. Specification: "Scalars", "Input Coercion".
public struct ScalarCoercion: Sendable {
    /// Takes what was given, untyped: strings as `.string`, numbers as `.number` with their text, bare names as
    /// `.enum`; null never. Gives what the scalar holds, or says why the value does not fit.
    public let parse: @Sendable (InputValue) throws(InputFault) -> InputValue

    public init(parse: @escaping @Sendable (InputValue) throws(InputFault) -> InputValue) {
        self.parse = parse
    }
}

extension ScalarCoercion {
    /// The scalars of a service over PostgreSQL: DateTime, Date, Time, UUID, JSON, BigInt, Decimal.
    public static let service: [String: ScalarCoercion] = [
        "DateTime": .dateTime,
        "Date": .date,
        "Time": .time,
        "UUID": .uuid,
        "JSON": .json,
        "BigInt": .bigInt,
        "Decimal": .decimal,
    ]

    /// A scalar that is only ever given as a string; `read` gives nil for one that does not fit.
    static func text(
        named name: String, expected: String, _ read: @escaping @Sendable ([UInt8]) -> String?
    ) -> ScalarCoercion {
        ScalarCoercion { value throws(InputFault) in
            guard case .string(let string) = value, string.utf8.count <= 64, let text = read(Array(string.utf8)) else {
                throw InputFault("\(name) must be \(expected).")
            }
            return .string(text)
        }
    }
}
