// SPDX-License-Identifier: Apache-2.0

import SQL

/// A small database for tests: rows of tenants, composite keys, a view, and names that need quotes.
enum SampleCatalog {
    static let catalog = Catalog(
        serverVersion: 180_006,
        relations: [trainees, sessions, analytics, pairs, progress, settings, odd], functions: SampleFunctions.all,
        extensions: ["pg_trgm": "extensions"],
        textSearchConfigurations: ["english", "german", "simple"].map {
            QualifiedName(schema: "pg_catalog", name: $0)
        } + [QualifiedName(schema: "training", name: "names"), QualifiedName(schema: "public", name: "plain")])

    private static let uuid = ColumnType.builtIn("uuid")
    private static let text = ColumnType.builtIn("text")

    private static func training(_ name: String) -> QualifiedName { QualifiedName(schema: "training", name: name) }

    private static let trainees = Relation(
        name: training("trainees"),
        columns: [
            Column(name: "tenant_id", type: uuid, isNotNull: true),
            Column(name: "id", type: uuid, isNotNull: true, hasDefault: true),
            Column(name: "email", type: text, isNotNull: true),
            Column(name: "team", type: text),
            Column(name: "hired_on", type: .builtIn("date")),
            Column(name: "notes", type: .builtIn("jsonb")),
            Column(name: "tags", type: .builtIn("text", isArray: true)),
            Column(name: "score", type: .builtIn("numeric")),
            Column(name: "age", type: .builtIn("int4")),
            Column(name: "is_active", type: .builtIn("bool"), isNotNull: true),
            Column(
                name: "postcode",
                type: ColumnType(
                    name: QualifiedName(schema: "training", name: "postcode"), kind: .domain,
                    base: QualifiedName(schema: "pg_catalog", name: "text"))),
        ],
        primaryKey: Key(name: "trainees_pkey", columns: ["tenant_id", "id"]),
        uniqueKeys: [Key(name: "trainees_email_key", columns: ["tenant_id", "email"])])

    private static let sessions = Relation(
        name: training("sessions"),
        columns: [
            Column(name: "tenant_id", type: uuid, isNotNull: true),
            Column(name: "id", type: uuid, isNotNull: true),
            Column(name: "trainee_id", type: uuid, isNotNull: true),
            Column(name: "mentor_id", type: uuid),
            Column(name: "title", type: text, isNotNull: true),
            Column(name: "started_at", type: .builtIn("timestamptz"), isNotNull: true),
            Column(
                name: "room",
                type: ColumnType(
                    name: QualifiedName(schema: "training", name: "room"), kind: .enum,
                    labels: ["small", "large", "onsite"])),
        ],
        primaryKey: Key(name: "sessions_pkey", columns: ["tenant_id", "id"]),
        foreignKeys: [
            ForeignKey(
                name: "sessions_trainee_fkey", columns: ["tenant_id", "trainee_id"],
                foreignRelation: training("trainees"), foreignColumns: ["tenant_id", "id"]),
            ForeignKey(
                name: "sessions_mentor_fkey", columns: ["tenant_id", "mentor_id"],
                foreignRelation: training("trainees"), foreignColumns: ["tenant_id", "id"]),
        ])

    /// At most one for each session, and no foreign key: it is joined by the names of its columns.
    private static let analytics = Relation(
        name: training("analytics"),
        columns: [
            Column(name: "tenant_id", type: uuid, isNotNull: true),
            Column(name: "id", type: uuid, isNotNull: true),
            Column(name: "session_id", type: uuid, isNotNull: true),
            Column(name: "grade", type: text, isNotNull: true),
        ],
        primaryKey: Key(name: "analytics_pkey", columns: ["tenant_id", "id"]),
        uniqueKeys: [Key(name: "analytics_session_key", columns: ["tenant_id", "session_id"])],
        checks: [
            CheckConstraint(
                name: "analytics_grade_known", definition: "CHECK ((grade = ANY (ARRAY['good'::text, 'bad'::text])))")
        ])

    /// Without a tenant, so that nothing completes a join to a composite key.
    private static let pairs = Relation(
        name: training("pairs"), columns: [Column(name: "name", type: text), Column(name: "trainee_id", type: uuid)])

    private static let progress = Relation(
        name: training("progress"), kind: .view,
        columns: [
            Column(name: "tenant_id", type: uuid), Column(name: "trainee_id", type: uuid),
            Column(name: "session_count", type: .builtIn("int8")),
        ])

    private static let settings = Relation(
        name: QualifiedName(schema: "public", name: "settings"),
        columns: [
            Column(name: "id", type: .builtIn("int8"), isNotNull: true), Column(name: "value", type: .builtIn("json")),
        ],
        primaryKey: Key(name: "settings_pkey", columns: ["id"]))

    private static let odd = Relation(
        name: QualifiedName(schema: "Odd Schema", name: "Table \"1\""),
        columns: [
            Column(name: "select", type: uuid, isNotNull: true), Column(name: "Größe", type: text),
            Column(name: "quo\"te", type: text),
        ],
        primaryKey: Key(name: "odd_pkey", columns: ["select"]))
}
