// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EmbeddedPostgres

@Suite struct PostmasterFileTests {
    static let lines = "4711\n/data\n1790000000\n5432\n/socket\n\n  123 456\n"

    @Test(arguments: [
        ("ready   \n", true), ("starting\n", false), ("stopping\n", false), ("standby \n", false),
        ("readyish\n", false),
        ("", false),
    ])
    func `the last line says whether connections are accepted`(status: String, isReady: Bool) throws {
        let file = try #require(PostmasterFile(Self.lines + status))
        #expect(file.processID == 4711)
        #expect(file.isReady == isReady)
    }

    @Test(arguments: ["", "\n", "abc\n", "-1\n", "0\n", "99999999999999\n"])
    func `what does not begin with a process number is no such file`(text: String) {
        #expect(PostmasterFile(text) == nil)
    }
}
