// SPDX-License-Identifier: Apache-2.0

import Foundation
import Safety
import Testing

struct SafetyDocumentTests {
    @Test func `the manual explains every code, and no other`() throws {
        let page = RunningDevelopment.root.appending(path: "docs/safety.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let rows = text.matches(of: /\n\| (PA\d\d\d) \|/).map { String($0.output.1) }
        #expect(rows.sorted() == SafetyCode.allCases.map(\.rawValue).sorted())
    }
}
