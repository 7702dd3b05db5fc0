// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Server
import Testing

/// Answers are bounded by their bytes too: a row may hold much.
struct AnswerSizeTests {
    @Test func `an answer that is too large is an error, and holds nothing`() async throws {
        let application = try await ServedApplication.start(maximumResponseBytes: 4_000)
        defer { application.stop() }
        let admin = try #require(Identity(persona: "admin-a"))
        // Twice: the second time the document and its plan are known.
        for _ in 0..<2 {
            let small = try await application.answer("{ trainees(first: 2) { nodes { id fullName } } }", as: admin)
            #expect(small["errors"] == nil, "\(small.text)")
            let large = try await application.answer(
                "{ trainees(first: 26) { nodes { id fullName email jobTitle team pseudonym createdAt } } }", as: admin)
            #expect(large["data"]?.isNull == true)
            let error = large["errors"]?.arrayValue?.first
            #expect(error?["extensions"]?["code"]?.stringValue == "LIMIT_EXCEEDED")
            #expect(error?["message"]?.stringValue == "The answer is larger than 4000 bytes.")
            #expect(!large.text.contains("nordlicht"))
        }
    }

    @Test func `what is named many times counts each time`() async throws {
        let application = try await ServedApplication.start(maximumResponseBytes: 6_000)
        defer { application.stop() }
        let admin = try #require(Identity(persona: "admin-a"))
        let selections: [(of: String, named: String, times: Int)] = [
            ("nodes { # }", "createdAt", 20), ("nodes { # }", "__typename", 200), ("edges { # }", "cursor", 200),
            ("edges { # }", "__typename", 200), ("edges { node { # } }", "createdAt", 20),
            ("nodes { company { # } }", "createdAt", 20),
        ]
        for selection in selections {
            func query(_ count: Int) -> String {
                let fields = (0..<count).map { "a\($0): \(selection.named)" }.joined(separator: " ")
                return "{ trainees(first: 15) { \(selection.of.replacingOccurrences(of: "#", with: fields)) } }"
            }
            let small = try await application.answer(query(2), as: admin)
            #expect(small["errors"] == nil, "\(small.text)")
            let large = try await application.answer(query(selection.times), as: admin)
            #expect(large["data"]?.isNull == true)
            #expect(large["errors"]?.arrayValue?.count == 1)
            let error = large["errors"]?.arrayValue?.first
            #expect(error?["message"]?.stringValue == "The answer is larger than 6000 bytes.", "\(large.text)")
        }
    }

    @Test func `what is told of the schema counts as well`() async throws {
        let application = try await ServedApplication.start(maximumResponseBytes: 6_000)
        defer { application.stop() }
        let admin = try #require(Identity(persona: "admin-a"))
        let queries: [(Int) -> String] = [
            { count in "{ __schema { \((0..<count).map { "a\($0): queryType { name }" }.joined(separator: " ")) } }" },
            { count in
                let names = (0..<40).map { "a\($0): name" }.joined(separator: " ")
                let fields = (0..<count / 20).map { "f\($0): __schema { queryType { ...N } }" }
                return "{ \(fields.joined(separator: " ")) } fragment N on __Type { \(names) }"
            },
        ]
        for query in queries {
            // Twice: the second time its value is known.
            for _ in 0..<2 {
                let small = try await application.answer(query(40), as: admin)
                #expect(small["errors"] == nil, "\(small.text)")
                let large = try await application.answer(query(400), as: admin)
                #expect(large["data"]?.isNull == true)
                #expect(large["errors"]?.arrayValue?.count == 1)
                let error = large["errors"]?.arrayValue?.first
                #expect(error?["message"]?.stringValue == "The answer is larger than 6000 bytes.", "\(large.text)")
            }
        }
    }

    @Test func `an error quotes no more of an argument than its beginning`() async throws {
        let admin = try #require(Identity(persona: "admin-a"))
        let text = String(repeating: "2", count: 100_000)
        let answer = try await ServedApplication.shared.answer(
            #"{ trainees(where: {createdAt: {gt: "\#(text)"}}) { totalCount } }"#, as: admin)
        let message = answer["errors"]?.arrayValue?.first?["message"]?.stringValue
        #expect(message?.hasPrefix(#"Argument "where" has invalid value {createdAt: {gt: "222"#) == true)
        #expect(message?.hasSuffix("222…") == true)
        #expect(answer.text.utf8.count < 2_000)
    }

    @Test func `a column is selected of a row under so many aliases only`() async throws {
        let application = try await ServedApplication.shared
        let admin = try #require(Identity(persona: "admin-a"))
        for place in ["nodes { # }", "nodes { company { # } }", "nodes { sessions(first: 1) { nodes { # } } }"] {
            for (count, isServed) in [(20, true), (21, false)] {
                let fields = (0..<count).map { "a\($0): id" }.joined(separator: " ")
                let answer = try await application.answer(
                    "{ trainees(first: 1) { \(place.replacingOccurrences(of: "#", with: fields)) } }", as: admin)
                let error = answer["errors"]?.arrayValue?.first
                #expect((error == nil) == isServed, "\(answer.text)")
                guard let error else { continue }
                #expect(error["extensions"]?["code"]?.stringValue == "LIMIT_EXCEEDED")
                #expect(error["message"]?.stringValue == "Field 'id' is selected of one row more than 20 times.")
            }
        }
    }
}
