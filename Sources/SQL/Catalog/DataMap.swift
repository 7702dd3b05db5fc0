// SPDX-License-Identifier: Apache-2.0

/// What a database says about the personal data in it: the content of `privacy.data_map` and of what belongs to it.
///
/// Where a database has none, rules about personal data do not apply.
package struct DataMap: Sendable, Hashable, Codable {
    package var columns: [DataMapColumn]
    package var paths: [SubjectPath]

    package init(columns: [DataMapColumn], paths: [SubjectPath]) {
        self.columns = columns
        self.paths = paths
    }

    /// The tables that it classifies columns of.
    package var relations: Set<QualifiedName> { Set(columns.map(\.relation)) }
}

/// The classification of one column.
package struct DataMapColumn: Sendable, Hashable, Codable {
    /// What is done with a value.
    package enum Action: String, Sendable, Codable {
        /// It goes with its row.
        case row
        /// It becomes null or empty.
        case clear
        case replace
        /// Of a JSON object, some keys stay.
        case keys
        case keep
    }

    package var relation: QualifiedName
    package var column: String
    /// `technical`, or a category of personal data.
    package var category: String
    /// The path of whom it belongs to; nil: whoever the row leads to.
    package var path: String?
    package var erase: Action
    package var anonymize: Action

    package init(
        relation: QualifiedName, column: String, category: String, path: String? = nil, erase: Action,
        anonymize: Action
    ) {
        self.relation = relation
        self.column = column
        self.category = category
        self.path = path
        self.erase = erase
        self.anonymize = anonymize
    }

    package var isPersonal: Bool { category != "technical" }
}

/// One way from a row to the person, or the session, that it belongs to.
package struct SubjectPath: Sendable, Hashable, Codable {
    /// What is done with a row.
    package enum Action: String, Sendable, Codable {
        case delete, redact, keep
    }

    package var relation: QualifiedName
    package var name: String
    /// Whether it leads to a person, not to a session.
    package var leadsToPerson: Bool
    package var columns: [String]
    /// nil: the row itself is the person.
    package var toRelation: QualifiedName?
    package var toColumns: [String]
    /// nil: the columns hold the person's key.
    package var toPath: String?
    package var onErase: Action
    package var onAnonymize: Action

    package init(
        relation: QualifiedName, name: String, leadsToPerson: Bool = true, columns: [String],
        toRelation: QualifiedName? = nil, toColumns: [String] = [], toPath: String? = nil, onErase: Action,
        onAnonymize: Action
    ) {
        self.relation = relation
        self.name = name
        self.leadsToPerson = leadsToPerson
        self.columns = columns
        self.toRelation = toRelation
        self.toColumns = toColumns
        self.toPath = toPath
        self.onErase = onErase
        self.onAnonymize = onAnonymize
    }
}
