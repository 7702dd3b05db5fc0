// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EmbeddedPostgres

@Suite struct LocalFileTests {
    @Test func `of a long file no more is read than was asked for`() async throws {
        try await withTestDirectory { directory in
            let content = Array("0123456789".utf8)
            try LocalFile.writePrivately(content, to: "\(directory)/file")
            #expect(LocalFile.read("\(directory)/file", limit: 4) == Array("0123".utf8))
            #expect(LocalFile.read("\(directory)/file", limit: 20) == content)
        }
    }
}
