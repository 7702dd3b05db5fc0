// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL
import Safety
import Server
import Tenancy
import Testing

struct APICheckTests {
    private let door = QualifiedName(schema: "palisade", name: "enter")

    private func check(functions: [Function] = [], preRequest: QualifiedName?) throws -> APICheck {
        let sdl = """
            type Thing @table(name: "app.things") { id: ID! }
            type Query { things: [Thing!]! @connection }
            """
        let expanded = try ExpandedSchema([try Parser.parse(Source(sdl, name: "things.graphql"))])
        let tenancy = try TenancyConfiguration(
            variables: ["PALISADE_JWT_SECRET": "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"])
        let catalog = Catalog(serverVersion: 180_000, functions: functions, loginRole: "login")
        return APICheck(expanded, catalog: catalog, tenancy: tenancy, preRequest: preRequest)
    }

    private func function(arguments: String) -> Function {
        Function(
            name: door, owner: "owner", identityArguments: arguments, isSecurityDefiner: false, volatility: .stable,
            settings: [], executors: [], isTrigger: false, isLeakproof: false)
    }

    @Test func `what the SDL names and the database does not have is a fault with its place`() throws {
        let check = try check(preRequest: nil)
        #expect(!check.mayServe)
        #expect(check.mapping == nil)
        #expect(check.mappingFaults.count == 1)
        #expect(check.mappingFaults.first?.description.hasPrefix("things.graphql:1:") == true)
        #expect(check.mappingFaults.first?.message.contains("app.things") == true)
    }

    @Test func `a join table is judged like a table of a type`() throws {
        let sdl = """
            type Thing @table(name: "app.things") {
              id: ID!
              likes: [Thing!]! @relation(through: "app.likes", constraint: "liked")
            }
            type Query { things: [Thing!]! @connection }
            """
        let expanded = try ExpandedSchema([try Parser.parse(Source(sdl, name: "things.graphql"))])
        let tenancy = try TenancyConfiguration(
            variables: ["PALISADE_JWT_SECRET": "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"])
        let things = QualifiedName(schema: "app", name: "things")
        func key(_ name: String, _ column: String) -> ForeignKey {
            ForeignKey(name: name, columns: [column], foreignRelation: things, foreignColumns: ["id"])
        }
        let likes = Relation(
            name: QualifiedName(schema: "app", name: "likes"),
            columns: [
                Column(name: "liker_id", type: .builtIn("int8")), Column(name: "liked_id", type: .builtIn("int8")),
            ],
            foreignKeys: [key("liker", "liker_id"), key("liked", "liked_id")],
            grants: [Grant(role: "login", privilege: "SELECT")])
        let catalog = Catalog(
            serverVersion: 180_000,
            relations: [
                Relation(
                    name: things, columns: [Column(name: "id", type: .builtIn("int8"), isNotNull: true)],
                    primaryKey: Key(name: "things_pkey", columns: ["id"])), likes,
            ], loginRole: "login")
        let check = APICheck(expanded, catalog: catalog, tenancy: tenancy, preRequest: nil)
        #expect(check.mappingFaults.isEmpty)
        let codes = Set(
            (check.safety.errors + check.safety.warnings).filter { "\($0.object)".contains("likes") }.map(\.code))
        #expect(codes.isSuperset(of: [.rowSecurityDisabled, .foreignKeyWithoutIndex]))
        #expect(check.unsafe.relations.contains(likes.name))
    }

    @Test func `a function to call first has to be there, without arguments`() throws {
        #expect(try check(preRequest: door).configurationFaults.count == 1)
        #expect(
            try check(functions: [function(arguments: "uuid")], preRequest: door).configurationFaults.map(\.variable)
                == ["PALISADE_PRE_REQUEST"])
        #expect(try check(functions: [function(arguments: "")], preRequest: door).configurationFaults.isEmpty)
    }

    @Test func `a door that nobody calls is noted`() throws {
        #expect(try check(functions: [function(arguments: "")], preRequest: nil).notes.count == 1)
        #expect(try check(functions: [function(arguments: "")], preRequest: door).notes.isEmpty)
        #expect(try check(preRequest: nil).notes.isEmpty)
    }
}
