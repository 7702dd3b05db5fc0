// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

struct HTTPDateTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    ])
    func `dates have the form that HTTP prescribes`(second: Int, text: String) {
        #expect(String(decoding: HTTPDate.text(second: second), as: UTF8.self) == text)
    }

    @Test func `the time now is after this test was written`() {
        let text = String(decoding: HTTPDate().now, as: UTF8.self)
        #expect(text.utf8.count == 29)
        #expect(text.split(separator: " ").dropFirst(3).first.flatMap { Int($0) } ?? 0 >= 2_025)
    }
}
