// SPDX-License-Identifier: Apache-2.0

import Foundation
import Server
import Testing

/// Whoever adds a variable describes it.
struct ConfigurationDocumentTests {
    private let document: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        document = try String(contentsOf: root.appending(path: "docs/configuration.md"), encoding: .utf8)
    }

    @Test(arguments: ConfigurationVariable.allCases)
    func `every variable is described`(variable: ConfigurationVariable) {
        #expect(document.contains("`\(variable.rawValue)`"))
    }

    @Test func `no variable is described that does not exist`() {
        let names = Set(document.matches(of: /PALISADE_[A-Z0-9_]+/).map { String($0.output) })
        #expect(names.subtracting(ConfigurationVariable.allCases.map(\.rawValue)).isEmpty)
    }
}
