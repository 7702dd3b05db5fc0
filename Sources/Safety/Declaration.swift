// SPDX-License-Identifier: Apache-2.0

package import SQL

/// What an SDL says of a column: the catalog must bear it out.
package struct Declaration: Sendable, Hashable {
    /// The field, for messages: `Trainee.email`.
    package var place: String
    package var relation: QualifiedName
    package var column: String
    /// `!`, or `@relation(required: true)`.
    package var promisesValue: Bool
    /// `@default`: may be left out when a row is made.
    package var hasDefault: Bool
    /// Never in an input: `@readOnly`, `@version`, a key that the server makes.
    package var isServerMade: Bool
    /// Of an enum: its name, and the texts that its values are stored as.
    package var enumeration: Enumeration?
    /// Of a column that names the type which another refers to: the texts that name one.
    package var typeValues: Set<String>?

    /// An enum of the SDL.
    package struct Enumeration: Sendable, Hashable {
        package var name: String
        package var storedTexts: Set<String>

        package init(name: String, storedTexts: Set<String>) {
            self.name = name
            self.storedTexts = storedTexts
        }
    }

    package init(
        place: String, relation: QualifiedName, column: String, promisesValue: Bool = false, hasDefault: Bool = false,
        isServerMade: Bool = false, enumeration: Enumeration? = nil, typeValues: Set<String>? = nil
    ) {
        self.place = place
        self.relation = relation
        self.column = column
        self.promisesValue = promisesValue
        self.hasDefault = hasDefault
        self.isServerMade = isServerMade
        self.enumeration = enumeration
        self.typeValues = typeValues
    }
}

/// Columns by which an SDL lists the rows that belong to another row.
package struct DeclaredReference: Sendable, Hashable {
    /// The field, for messages: `Trainee.comments`.
    package var place: String
    package var relation: QualifiedName
    package var columns: [String]

    package init(place: String, relation: QualifiedName, columns: [String]) {
        self.place = place
        self.relation = relation
        self.columns = columns
    }
}

/// A text search configuration that an SDL names for the rows of a table.
package struct DeclaredSearchConfiguration: Sendable, Hashable {
    /// The type, for messages.
    package var typeName: String
    package var relation: QualifiedName
    /// As the SDL has it.
    package var name: String
    package var schema: String

    package init(typeName: String, relation: QualifiedName, name: String, schema: String) {
        self.typeName = typeName
        self.relation = relation
        self.name = name
        self.schema = schema
    }
}

extension SafetyContext {
    /// Each declaration with its column, for the tables among the relations: what a view's columns hold, PostgreSQL
    /// does not know.
    var declaredColumns: [(declaration: Declaration, column: Column, relation: Relation)] {
        let known = catalog.relationsByName
        return declarations.compactMap { declaration in
            guard let relation = known[declaration.relation], relation.isTable,
                let column = relation.column(declaration.column)
            else { return nil }
            return (declaration, column, relation)
        }
    }
}
