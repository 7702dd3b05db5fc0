// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON
import Mapping
import Tenancy
import Testing

/// Each role sees, and may name, what its GRANTs allow.
@Suite struct VisibleSchemaTests {
    /// The names of a type's fields in a role's own introspection; nil where there is no such type.
    private func fields(of type: String, as persona: String) async throws -> [String]? {
        let identity = try #require(Identity(persona: persona))
        let answer = try await ServedApplication.shared.answer(
            #"{ __type(name: "\#(type)") { fields { name } inputFields { name } } }"#, as: identity)
        #expect(answer["errors"] == nil, "\(answer.text)")
        guard let type = answer["data"]?["__type"], !type.isNull else { return nil }
        let members = type["fields"].flatMap { $0.isNull ? nil : $0 } ?? type["inputFields"]
        return members?.arrayValue?.compactMap { $0["name"]?.stringValue }
    }

    private func messages(_ query: String, as persona: String) async throws -> [String] {
        let identity = try #require(Identity(persona: persona))
        let answer = try await ServedApplication.shared.answer(query, as: identity)
        return answer["errors"]?.arrayValue?.compactMap { $0["message"]?.stringValue } ?? []
    }

    @Test func `analysts see pseudonyms and no names, words or files`() async throws {
        #expect(try await fields(of: "Trainee", as: "analyst-a") == ["nodeId", "id", "pseudonym", "company"])
        #expect(
            try await fields(of: "TraineeFilter", as: "analyst-a") == [
                "and", "or", "not", "id", "pseudonym", "company",
            ])
        for type in ["Transcript", "AnalysisResult", "SessionAnalytics", "SessionParticipant", "TrainingSession"] {
            #expect(try await fields(of: type, as: "analyst-a") == nil, "\(type)")
        }
        #expect(try await fields(of: "Query", as: "analyst-a")?.contains("transcripts") == false)
    }

    @Test func `admins see no transcript and no place of a recording`() async throws {
        #expect(try await fields(of: "Transcript", as: "admin-a") == nil)
        let session = try #require(try await fields(of: "TrainingSession", as: "admin-a"))
        #expect(session.contains("title") && !session.contains("audioFileUrl") && !session.contains("transcript"))
        #expect(try await fields(of: "TrainingSessionFilter", as: "admin-a")?.contains("audioFileUrl") == false)
        #expect(try await fields(of: "TrainingSessionOrderBy", as: "admin-a")?.contains("audioFileUrl") == false)
        let trainee = try #require(try await fields(of: "Trainee", as: "admin-a"))
        #expect(trainee.contains("email"))
    }

    @Test func `an argument that introspection cannot take is no limit that was exceeded`() async throws {
        let identity = try #require(Identity(persona: "member-a"))
        let answer = try await ServedApplication.shared.answer(#"{ __type(name: "\u0000") { name } }"#, as: identity)
        #expect(
            answer["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("BAD_USER_INPUT"), "\(answer.text)")
    }

    @Test func `members see their own words`() async throws {
        #expect(try await fields(of: "Transcript", as: "member-a")?.contains("content") == true)
        #expect(try await fields(of: "CompanySessionMetrics", as: "member-a") == nil)
    }

    @Test func `what a role may not read is an unknown field, as if it were nowhere`() async throws {
        #expect(
            try await messages("{ transcripts { nodes { content } } }", as: "admin-a")
                == [#"Cannot query field "transcripts" on type "Query"."#])
        #expect(
            try await messages("{ nonsense { nodes { content } } }", as: "admin-a")
                == [#"Cannot query field "nonsense" on type "Query"."#])
        #expect(try await messages("{ transcripts(first: 1) { nodes { content } } }", as: "member-a") == [])
    }

    @Test func `the same document is valid for one role and not for another, in any order`() async throws {
        let query = "{ transcripts(first: 1) { nodes { id language } } }"
        for persona in ["member-a", "admin-a", "member-b", "analyst-a", "member-a"] {
            #expect(try await messages(query, as: persona).isEmpty == persona.hasPrefix("member"), "\(persona)")
        }
    }

    @Test func `without a token there is no field to name`() async throws {
        #expect(
            try await messages("{ trainees { nodes { id } } }", as: "anon")
                == [#"Cannot query field "trainees" on type "Query"."#])
        let answer = try await ServedApplication.shared.answer(
            "{ __typename }", as: try #require(Identity(persona: "anon")))
        #expect(answer["data"]?["__typename"] == .string("Query"))
    }

    @Test func `a type that nobody was granted is found`() async throws {
        let application = try await ServedApplication.shared
        func found(_ roles: [String]) -> [String] {
            application.mapping.tablesWithoutReaders(among: roles, in: application.catalog).map(\.typeName)
        }
        #expect(found(application.tenancy.databaseRoles ?? []).isEmpty)
        #expect(found(["palisade_admin"]).contains("Transcript"))
        #expect(!found(["palisade_admin", "palisade_member"]).contains("Transcript"))
    }

    @Test func `who forgot the token is told so, and nobody else`() async throws {
        for (persona, isTold) in [("anon", true), ("admin-a", false)] {
            let answer = try await ServedApplication.shared.answer(
                "{ nonsense }", as: try #require(Identity(persona: persona)))
            let error = try #require(answer["errors"]?.arrayValue?.first)
            #expect(error["extensions"]?["code"] == .string("GRAPHQL_VALIDATION_FAILED"))
            let hint = error["extensions"]?["hint"]?.stringValue
            #expect((hint?.contains("has no token") == true) == isTold, "\(persona)")
        }
    }

    @Test(arguments: ["member", "analyst", "admin", "service"])
    func `each role's schema is valid by itself`(role: String) async throws {
        let application = try await ServedApplication.shared
        let schema = application.mapping.visible(to: "palisade_\(role)", in: application.catalog).schema
        let text = SchemaPrinter.print(schema)
        _ = try SchemaBuilder.build(Parser.parse(Source(text), limits: .schema))
    }
}
