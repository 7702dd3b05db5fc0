// SPDX-License-Identifier: Apache-2.0

extension AuthoredCall {
    /// The value as a column, for filters, orders and figures; nil where the value depends on arguments.
    var column: AuthoredColumn? {
        guard arguments.isEmpty, case .value(let scalar) = result else { return nil }
        return AuthoredColumn(
            column: name, scalar: scalar, isList: isList, isNonNull: isNonNull, hasNonNullItems: isItemNonNull,
            hasDefault: false, isReadOnly: true, isVersion: false, isImplied: false)
    }
}

extension AuthoredField {
    /// The column, or the value that a function makes of the row alone.
    var value: AuthoredColumn? { column ?? computed?.column }
}
