// SPDX-License-Identifier: Apache-2.0

import Tenancy
import Testing

@testable import Server

struct ConfigurationFileTests {
    private func source(
        _ text: String, environment: [String: String] = [:], flags: [ConfigurationSource.Flag?] = []
    ) -> ConfigurationSource {
        ConfigurationSource(environment: environment, file: ConfigurationFile(text, path: "p.env"), flags: flags)
    }

    private func faults(_ text: String) -> [String] { source(text).fileFaults.map(\.description) }

    @Test func `values stand as they are, in single quotes, or in double quotes with three escapes`() {
        let source = source(
            """
            # A comment, then an empty line.

              PALISADE_HOST = 0.0.0.0\u{20}
            PALISADE_SCHEMA=schema/core,schema/my app # not a comment
            PALISADE_SETTINGS='app.tenant=$tenant\\n'
            PALISADE_JWT_PUBLIC_KEY="a\\nb \\"c\\" \\\\d"
            PALISADE_PORT=\r
            """)
        #expect(source.fileFaults.isEmpty)
        #expect(source.value(.host) == "0.0.0.0")
        #expect(source.value(.schema) == "schema/core,schema/my app # not a comment")
        #expect(source.value(.settings) == "app.tenant=$tenant\\n")
        #expect(source.value(.jwtPublicKey) == "a\nb \"c\" \\d")
        #expect(source.value(.port) == nil)
    }

    @Test func `flags go before the environment, the environment before the file`() {
        let text = "PALISADE_HOST=file\nPALISADE_PORT=1\nPALISADE_SCHEMA=file\nPALISADE_POOL_SIZE=4"
        let source = source(
            text, environment: ["PALISADE_PORT": "2", "PALISADE_SCHEMA": "environment", "PALISADE_POOL_SIZE": ""],
            flags: [.init(.schema, "--schema", "flag")])
        #expect(source.value(.host) == "file")
        #expect(source.value(.port) == "2")
        #expect(source.value(.schema) == "flag")
        // Set to nothing is a word of its own: it takes back what the file says.
        #expect(source.value(.poolSize) == nil)
        #expect(source.name(of: .host) == "PALISADE_HOST (p.env:1)")
        #expect(source.origin(of: .port) == .environment)
        #expect(source.variables["PALISADE_HOST"] == "file")
        #expect(source.variables["PALISADE_PORT"] == "2")
    }

    @Test func `what no configuration has is a fault with its line, and what may have been meant`() {
        let text = """
            PALISADE_PROT=1
            PATH=/bin
            nothing
            PALISADE_PORT=1
            PALISADE_PORT=2
            PALISADE_HOST="a
            PALISADE_SCHEMA="\\t"
            PALISADE_CONFIG=other.env
            """
        #expect(
            faults(text) == [
                "p.env:1 names PALISADE_PROT, which a configuration does not have. Did you mean PALISADE_PORT?",
                "p.env:2 names PATH, which a configuration does not have. Remove it.",
                "p.env:3 is not VARIABLE=value. Begin a comment with #.",
                "p.env:5 names PALISADE_PORT again, after line 4. Keep one of the two.",
                "p.env:6 has a value for PALISADE_HOST whose quotes or backslashes do not end well. "
                    + #"In double quotes write \" and \\ for these two; in single quotes all is as it is."#,
                "p.env:7 has a value for PALISADE_SCHEMA whose quotes or backslashes do not end well. "
                    + #"In double quotes write \" and \\ for these two; in single quotes all is as it is."#,
                "p.env:8 names PALISADE_CONFIG, which a configuration does not have. Remove it.",
            ])
    }

    @Test func `the file's faults are reported with those of its values`() {
        let source = source("PALISADE_PORT=x\nPALISADE_PROT=1\nPALISADE_JWT_SECRET=short")
        #expect {
            _ = try ServerConfiguration(source, purpose: .serve, processorCount: 1)
        } throws: { error in
            let faults = (error as? InvalidConfiguration)?.faults.map(\.description) ?? []
            return faults.contains { $0.hasPrefix("p.env:2 names PALISADE_PROT") }
                && faults.contains { $0.hasPrefix("PALISADE_PORT (p.env:1) is \"x\"") }
                && faults.contains { $0.hasPrefix("PALISADE_JWT_SECRET (p.env:3) has 5 bytes") }
                && faults.contains { $0.hasPrefix("PALISADE_DATABASE_URL is not set") }
        }
    }
}
