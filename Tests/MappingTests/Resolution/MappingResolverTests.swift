// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL
import Testing

@Suite struct MappingResolverTests {
    private func resolve(_ text: String) throws -> Mapping {
        let schema = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        return try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: SampleCatalog.catalog)
    }

    private func relation(_ field: String, of table: MappedTable?) throws -> MappedRelation {
        guard case .relation(let relation)? = try #require(table).fields[field] else {
            throw UnexpectedField(name: field)
        }
        return relation
    }

    /// Pairs of my column and theirs.
    private func join(_ field: String, of table: MappedTable?) throws -> [String] {
        try relation(field, of: table).join.map { "\($0.own) = \($0.foreign)" }
    }

    private func column(_ field: String, of table: MappedTable?) throws -> MappedColumn {
        guard case .column(let column)? = try #require(table).fields[field] else { throw UnexpectedField(name: field) }
        return column
    }

    private struct UnexpectedField: Error { let name: String }

    private let training = """
        type Trainee @table(name: "training.trainees") {
          id: ID!
          sessions: [Session!]! @relation(foreignColumn: "trainee_id") @connection
          progress: Progress @relation(foreignColumn: "trainee_id")
        }
        type Session @table(name: "training.sessions") {
          id: ID!
          trainee: Trainee @relation(column: "trainee_id", required: true)
          mentor: Trainee @relation(constraint: "sessions_mentor_fkey")
          analytics: Analytics @relation(foreignColumn: "session_id")
        }
        type Analytics @table(name: "training.analytics") {
          id: ID!
          session: Session! @relation(column: "session_id")
        }
        type Progress @table(name: "training.progress", key: ["traineeId"]) {
          traineeId: ID!
          sessionCount: BigInt!
          trainee: Trainee @relation(column: "trainee_id")
        }
        type Query { trainee: Trainee @find  sessions: [Session!]! @connection  progress: [Progress!]! @connection }
        """

    @Test func `composite keys are completed from the catalog`() throws {
        let mapping = try resolve(training)
        #expect(try join("trainee", of: mapping.tables["Session"]) == ["tenant_id = tenant_id", "trainee_id = id"])
        #expect(try join("sessions", of: mapping.tables["Trainee"]) == ["tenant_id = tenant_id", "id = trainee_id"])
        #expect(try join("mentor", of: mapping.tables["Session"]) == ["tenant_id = tenant_id", "mentor_id = id"])
    }

    @Test func `without a foreign key the other side's key is completed by columns of one name`() throws {
        let mapping = try resolve(training)
        #expect(try join("session", of: mapping.tables["Analytics"]) == ["tenant_id = tenant_id", "session_id = id"])
        #expect(try join("analytics", of: mapping.tables["Session"]) == ["tenant_id = tenant_id", "id = session_id"])
    }

    @Test func `a view joins by the author's word, and its key is the author's`() throws {
        let mapping = try resolve(training)
        let progress = try #require(mapping.tables["Progress"])
        #expect(progress.key.map(\.name) == ["trainee_id"])
        #expect(try join("progress", of: mapping.tables["Trainee"]) == ["tenant_id = tenant_id", "id = trainee_id"])
        #expect(try join("trainee", of: progress) == ["tenant_id = tenant_id", "trainee_id = id"])
        #expect(try !column("traineeId", of: progress).isNotNull, "a view's columns can be null for all we know")
    }

    @Test func `the column under a to-one relation is implied, and required is the author's word`() throws {
        let mapping = try resolve(training)
        let implied = try column("traineeId", of: mapping.tables["Session"])
        #expect(implied.name == "trainee_id")
        #expect(implied.scalar == .id)
        #expect(try !relation("trainee", of: mapping.tables["Session"]).isNonNull)
        #expect(try relation("session", of: mapping.tables["Analytics"]).isNonNull)
        #expect(mapping.tables["Session"]?.fields["mentorId"] == nil, "only @relation(column:) names one")
    }

    @Test func `odd names are found as they are`() throws {
        let mapping = try resolve(
            #"""
            type Odd @table(name: "\"Odd Schema\".\"Table \"\"1\"\"\"") {
              id: ID! @column(name: "select")
              size: String @column(name: "Größe")
              quote: String @column(name: "quo\"te")
            }
            type Query { odd: Odd @find }
            """#)
        let odd = try #require(mapping.tables["Odd"])
        #expect(odd.relation == QualifiedName(schema: "Odd Schema", name: "Table \"1\""))
        #expect(try column("size", of: odd).name == "Größe")
        #expect(try column("quote", of: odd).name == "quo\"te")
        #expect(odd.key.map(\.name) == ["select"])
    }

    @Test func `a table without a schema is public's`() throws {
        let mapping = try resolve(
            """
            type Setting @table(name: "settings") { id: ID!  value: JSON }
            type Query { setting: Setting @find }
            """)
        #expect(mapping.tables["Setting"]?.relation.description == "public.settings")
    }

    @Test func `enums, domains, arrays and PostgreSQL's enums fit`() throws {
        let mapping = try resolve(
            """
            enum Room { SMALL LARGE ON_SITE @value(db: "onsite") }
            enum Team { SALES FRONT_DESK }
            type Trainee @table(name: "training.trainees") {
              id: UUID!  postcode: String  tags: [String!]  team: Team  notes: JSON  score: Decimal  age: Int  hiredOn: Date
              ageText: String @column(name: "age")  long: BigInt @column(name: "age")  ratio: Float @column(name: "score")
              tagsAsJSON: JSON @column(name: "tags")
            }
            type Session @table(name: "training.sessions") { id: ID!  room: Room }
            type Query { session: Session @find  trainees: [Trainee!]! @connection }
            """)
        #expect(mapping.forms.enums["Room"] == ["SMALL": "small", "LARGE": "large", "ON_SITE": "onsite"])
        #expect(mapping.forms.enums["Team"] == ["SALES": "sales", "FRONT_DESK": "front_desk"])
        #expect(try column("postcode", of: mapping.tables["Trainee"]).type.serving == "text")
        #expect(try column("tags", of: mapping.tables["Trainee"]).isList)
    }

    @Test func `what a CHECK or an enum of PostgreSQL's admits is known to be a value`() throws {
        let mapping = try resolve(
            """
            enum Grade { GOOD BAD FAIR }
            enum Praise { GOOD }
            enum Room { SMALL LARGE ON_SITE @value(db: "onsite") }
            enum SmallRoom { SMALL }
            enum Team { SALES }
            type Analytics @table(name: "training.analytics") {
              id: ID!  grade: Grade!  praise: Praise @column(name: "grade")
            }
            type Session @table(name: "training.sessions") {
              id: ID!  room: Room  small: SmallRoom @column(name: "room")
            }
            type Trainee @table(name: "training.trainees") { id: ID!  team: Team }
            type Query { session: Session @find  analytics: [Analytics!]! @connection  trainee: Trainee @find }
            """)
        let (analytics, sessions) = (mapping.tables["Analytics"], mapping.tables["Session"])
        #expect(try column("grade", of: analytics).admitsOnlyValues)
        #expect(try !column("praise", of: analytics).admitsOnlyValues)
        #expect(try column("room", of: sessions).admitsOnlyValues)
        #expect(try !column("small", of: sessions).admitsOnlyValues)
        #expect(try !column("team", of: mapping.tables["Trainee"]).admitsOnlyValues)
    }
}
