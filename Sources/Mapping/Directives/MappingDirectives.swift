// SPDX-License-Identifier: Apache-2.0

/// The directives of the mapping language and the engine's scalars, as SDL.
///
/// The SDL's author need not declare them; they are added when a schema is built, and taken out of what clients see.
package enum MappingDirectives {
    static let definitions = """
        "Rows of this type come from a table or view."
        directive @table(
            "The relation: `schema.name`; without a schema, `public`. A part in double quotes is taken as it is."
            name: String!
            "The fields that identify a row, where the primary key does not."
            key: [String!]
            "Whose rows the table holds."
            scope: TableScope = TENANT
            "Whether no AFTER trigger or rule changes a row once more that was written, so that RETURNING has its new state."
            returning: Boolean = false
        ) on OBJECT
        "Whose rows a table holds."
        enum TableScope { TENANT USER PUBLIC }
        "The column of a field, where it is not the field's name in snake_case."
        directive @column(name: String!) on FIELD_DEFINITION
        "The text or label that the database stores for an enum's value, where it is not the lower-case name."
        directive @value(db: String!) on ENUM_VALUE
        "Rows of another table that belong to this one, over a foreign key; of several tables, where the field answers an interface or union."
        directive @relation(
            "My column that refers to theirs."
            column: String
            "Their column that refers to mine."
            foreignColumn: String
            "The name of the foreign key, where several fit."
            constraint: String
            "The table whose rows tie mine to theirs: `schema.name`. `column` and `foreignColumn` are then columns of it."
            through: String
            "The column is NOT NULL, though policies may hide the row."
            required: Boolean = false
            "The column beside the one that refers which names the type that is meant."
            typeColumn: String
            "What `typeColumn` holds where the type is meant, where that is not the type's name in snake_case."
            value: String
            "What differs for one of the types of an interface or union."
            members: [RelationMember!]
        ) on FIELD_DEFINITION
        "How rows of one of several types belong to a row. What is not said here is as the relation says."
        input RelationMember {
            "The type."
            type: String!
            column: String
            foreignColumn: String
            constraint: String
            through: String
            typeColumn: String
            value: String
        }
        "One row by its key."
        directive @find on FIELD_DEFINITION
        "Pages of rows, as Relay has them."
        directive @connection on FIELD_DEFINITION
        "How many rows a page or list holds."
        directive @limit(default: Int, max: Int) on FIELD_DEFINITION
        "Figures over rows: of the whole table, or of a relation to many rows."
        directive @aggregate(
            "The field of the same type whose rows are meant; without it, all rows of the field's type."
            of: String
        ) on FIELD_DEFINITION
        "The column has a default: the field may be left out when a row is made."
        directive @default on FIELD_DEFINITION
        "The column is never written through the API; rows of a list are not made together with this one."
        directive @readOnly on FIELD_DEFINITION
        "The column counts the row's versions."
        directive @version on FIELD_DEFINITION
        "Makes one row, or a list of them."
        directive @insert on FIELD_DEFINITION
        "Changes one row by its key, or the rows that fit a filter."
        directive @update on FIELD_DEFINITION
        "Removes one row by its key, or the rows that fit a filter."
        directive @delete on FIELD_DEFINITION
        "Makes a row, or changes the one that has its key."
        directive @upsert(
            "Fields that a unique key of the table holds; columns that a policy pins need not be named."
            key: [String!]!
        ) on FIELD_DEFINITION
        "Rows of this type are found by words."
        directive @search(
            "A column of type tsvector."
            column: String
            "A function that takes words and answers keys and ranks: `schema.name`. For tables whose policies keep the column's index from being used."
            function: String
            "The text search configuration that words are read by."
            config: String
            "The fields whose texts `searchHeadline` shows."
            headline: [String!]
        ) on OBJECT
        "Rows of this type are found by a text that need not be spelled as theirs: names, titles."
        directive @similar(
            "A column of text; compared by the extension pg_trgm."
            column: String
            "A function that takes a text and answers keys and similarities: `schema.name`. For tables whose policies keep the column's index from being used."
            function: String
            "What of the row's text is compared."
            measure: SimilarityMeasure = TEXT
        ) on OBJECT
        "What of a row's text is compared: all of it, or the words that fit best."
        enum SimilarityMeasure { TEXT WORD }
        "Rows of this type are found by a vector that they are near to."
        directive @nearest(
            "A column of type vector or halfvec, of the extension pgvector."
            column: String!
            "How far two vectors are from each other."
            metric: VectorMetric = COSINE
            "How long the vectors are."
            dimensions: Int
            "Whether an index for vectors may be used, which leaves out rows that are near."
            approximate: Boolean = false
        ) on OBJECT
        "How far two vectors are from each other."
        enum VectorMetric { COSINE EUCLIDEAN INNER_PRODUCT }
        "A function of the database answers the field; its arguments are the function's, by name."
        directive @call(
            "The function: `schema.name`."
            function: String!
        ) on FIELD_DEFINITION
        """

    /// Names of the mapping language's directives.
    package static let names: Set<String> = [
        "table", "column", "value", "relation", "find", "connection", "limit", "aggregate", "default",
        "readOnly", "version", "insert", "update", "delete", "upsert", "call", "search", "similar",
        "nearest",
    ]

    static let scalarDefinitions: [String: String] = [
        "DateTime": """
        "An instant: RFC 3339 with an offset, up to 6 decimals; answered in UTC, as `2026-03-01T08:30:00Z`."
        scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time")
        """,
        "Date": """
        "A calendar day, as `2026-03-01`."
        scalar Date @specifiedBy(url: "https://scalars.graphql.org/andimarek/local-date")
        """,
        "Time": """
        "A time of day, as `08:30:00`."
        scalar Time @specifiedBy(url: "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6")
        """,
        "UUID": """
        "A universally unique identifier, in lower case with hyphens."
        scalar UUID @specifiedBy(url: "https://datatracker.ietf.org/doc/html/rfc9562")
        """,
        "JSON": """
        "Any JSON value."
        scalar JSON @specifiedBy(url: "https://datatracker.ietf.org/doc/html/rfc8259")
        """,
        "BigInt": """
        "A whole number of up to 64 bits, as a string, so that no client rounds it."
        scalar BigInt @specifiedBy(url: "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT")
        """,
        "Decimal": """
        "An exact decimal number, as a string, so that no client rounds it."
        scalar Decimal @specifiedBy(url: "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL")
        """,
    ]
}
