// SPDX-License-Identifier: Apache-2.0

extension AuthoredCall {
    /// The value as a column, for its filter; nil where the value depends on arguments.
    var filteredColumn: AuthoredColumn? {
        guard arguments.isEmpty, case .value(let scalar) = result else { return nil }
        return AuthoredColumn(
            column: name, scalar: scalar, isList: isList, isNonNull: isNonNull, hasNonNullItems: isItemNonNull,
            hasDefault: false, isReadOnly: true, isVersion: false, isImplied: false)
    }
}
