// SPDX-License-Identifier: Apache-2.0

/// What a function takes and answers.
package struct FunctionSignature: Sendable, Hashable, Codable {
    /// Those that a caller gives, in order: IN, INOUT and VARIADIC.
    package var parameters: [FunctionParameter]
    /// The type of the answer, or of one row of it.
    package var result: ColumnType
    /// RETURNS SETOF or TABLE: any number of rows.
    package var returnsSet: Bool
    /// Of a composite type, of OUT parameters or of TABLE: the answer's columns. Empty for a single value.
    package var columns: [Column]

    package init(
        parameters: [FunctionParameter] = [], result: ColumnType, returnsSet: Bool = false, columns: [Column] = []
    ) {
        self.parameters = parameters
        self.result = result
        self.returnsSet = returnsSet
        self.columns = columns
    }

    /// RETURNS void.
    package var returnsNothing: Bool { result.name == QualifiedName(schema: "pg_catalog", name: "void") }
}

/// A parameter of a function.
package struct FunctionParameter: Sendable, Hashable, Codable {
    /// Empty for a parameter without a name, which no call can give by name.
    package var name: String
    package var type: ColumnType
    package var hasDefault: Bool
    package var isVariadic: Bool

    package init(name: String, type: ColumnType, hasDefault: Bool = false, isVariadic: Bool = false) {
        self.name = name
        self.type = type
        self.hasDefault = hasDefault
        self.isVariadic = isVariadic
    }
}
