// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import JSON
import SQL
import Testing

/// The cases of the applications of `Tests/GoldenTests/Cases` that are not the shipped one, each run on a database that
/// its `setup.sql` makes, by a role that its policies bind.
@Suite struct WorkshopTests {
    @Test(arguments: ["workshop", "library", "stacks", "news"])
    func `each operation gives each persona the recorded response`(name: String) async throws {
        let golden = try GoldenApplication(name)
        try await TestDatabase.with(TestServer.shared) { database in
            let reader = "\(database.name)_reader"
            try await database.run("create role \(reader) login password 'reader'")
            try await database.run(golden.setup().replacing(":reader", with: reader))
            let url = "\(database.url)\(database.url.contains("?") ? "&" : "?")user=\(reader)&password=reader"
            let application = try await ServedApplication(schema: golden.schema, url: url, roles: "off")
            defer { application.stop() }
            if let problem = try golden.problem(with: application.catalog) { Issue.record(Comment(rawValue: problem)) }
            for test in try GoldenApplication.cases(of: golden.name) {
                for persona in try test.personas() {
                    let identity = try #require(Identity(persona: persona), "there is no persona \(persona)")
                    let answer = try await application.answer(
                        try test.operation(), variables: try test.variables(), as: identity, requestID: "golden")
                    if let problem = try test.responseFile(of: persona).problem(with: answer.indentedText + "\n") {
                        Issue.record(Comment(rawValue: problem))
                    }
                }
            }
        }
    }
}
