// SPDX-License-Identifier: Apache-2.0

import Testing

struct HelpTests {
    @Test func `the commands that one needs first come first, in groups the rest`() async throws {
        let run = try await Workspace().run("--help")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        let names = ["dev", "serve", "migrate", "check", "validate", "explain", "execute", "schema", "block", "token"]
        let places = names.map { name in lines.firstIndex { $0.hasPrefix("  \(name) ") } ?? -1 }
        #expect(places == places.sorted())
        #expect(!places.contains(-1))
    }

    @Test func `an unknown command is answered with the one that may be meant`() async throws {
        let near = try await Workspace().run("sevre")
        #expect(near.status == 64)
        #expect(
            near.error == """
                Error: There is no command 'sevre'. Did you mean "serve" or "dev"? 'palisade --help' lists the commands.

                """)
        let far = try await Workspace().run("frobnicate", "--port", "1")
        #expect(far.status == 64)
        #expect(far.error == "Error: There is no command 'frobnicate'. 'palisade --help' lists the commands.\n")
    }

    @Test func `every exit code is explained`() async throws {
        let run = try await Workspace().run("--help")
        let words = Set(run.output.split { $0.isWhitespace || $0 == "," })
        #expect(words.isSuperset(of: ["0", "1", "64", "65", "66", "69", "70", "78"]))
    }

    @Test(arguments: ["dev", "serve", "migrate", "check", "validate", "explain", "execute", "schema", "block", "token"])
    func `each command has help of its own`(command: String) async throws {
        let run = try await Workspace().run("help", command)
        #expect(run.status == 0)
        #expect(run.output.contains("USAGE: palisade \(command)"))
    }
}
