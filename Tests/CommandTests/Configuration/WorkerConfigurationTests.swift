// SPDX-License-Identifier: Apache-2.0

import Server
import Testing

struct WorkerConfigurationTests {
    private func share(_ text: String?, flag: String? = nil) throws(InvalidConfiguration) -> Int {
        let environment = text.map { ["PALISADE_WORKER_SHARE": $0] } ?? [:]
        let source = ConfigurationSource(
            environment: environment, flags: [ConfigurationSource.Flag(.workerShare, "--share", flag)])
        return try WorkerConfiguration(source, usualShare: 50).share
    }

    @Test func `the flag goes before the variable, the variable before the default`() throws {
        #expect(try share(nil) == 50)
        #expect(try share("20") == 20)
        #expect(try share("20", flag: "100") == 100)
    }

    @Test(arguments: ["0", "101", "half", "-1"])
    func `a share is a whole number of percent`(text: String) {
        #expect(throws: InvalidConfiguration.self) { try share(text) }
        #expect(throws: InvalidConfiguration.self) { try share(nil, flag: text) }
    }
}
