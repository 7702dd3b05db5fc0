// SPDX-License-Identifier: Apache-2.0

/// An interface or a union of the author's.
package struct AuthoredAbstractType: Sendable {
    /// Its object types.
    package var members: [String] = []
    /// The fields of an interface, in order; a union has none.
    package var fields: [InterfaceField] = []

    /// A field that the interface declares.
    package struct InterfaceField: Sendable {
        package var name: String
        package var description: String?
    }
}

/// A field of an interface that is a column of the same kind in each of its types.
struct SharedColumn {
    let name: String
    let description: String?
    /// As the first of the types has it.
    let column: AuthoredColumn
}

extension AuthoredMapping {
    /// The fields by which rows of all types of an interface can be filtered and ordered: columns in each of them, that
    /// the API answers alike. A union has none.
    func sharedColumns(of typeName: String) -> [SharedColumn] {
        guard let type = abstractTypes[typeName] else { return [] }
        let tables = type.members.compactMap { table(forType: $0) }
        return type.fields.compactMap { field in
            let columns = tables.compactMap { $0.field(named: field.name)?.column }
            guard let first = columns.first, columns.count == tables.count,
                columns.allSatisfy({ $0.scalar == first.scalar && $0.isList == first.isList })
            else { return nil }
            return SharedColumn(name: field.name, description: field.description, column: first)
        }
    }
}
