// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite struct EmbeddedCredentialsTests {
    @Test func `what is saved is loaded again, and only its owner can read it`() async throws {
        try await withTestDirectory { directory in
            let path = "\(directory)/credentials"
            let credentials = EmbeddedCredentials.generate(serverHome: "/var/lib/elsewhere")
            try credentials.save(to: path)
            #expect(LocalFile.status(path)?.mode == 0o600)
            #expect(try EmbeddedCredentials.load(from: path) == credentials)
            #expect(LocalFile.names(in: directory) == ["credentials"])
        }
    }

    @Test func `secrets are long, hexadecimal and different each time`() {
        let first = EmbeddedCredentials.generate(serverHome: nil)
        let second = EmbeddedCredentials.generate(serverHome: nil)
        let secrets = [first, second].flatMap { [$0.ownerPassword, $0.authenticatorPassword, $0.jwtSecret] }
        #expect(Set(secrets).count == 6)
        #expect(first.jwtSecret.utf8.count == 64)
        #expect(secrets.allSatisfy { $0.utf8.count >= 48 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test func `a directory without the file has no credentials`() throws {
        #expect(try EmbeddedCredentials.load(from: "/tmp/palisade-there-is-no-such-file") == nil)
    }

    @Test func `a file that others can read is refused`() async throws {
        try await withTestDirectory { directory in
            let path = "\(directory)/credentials"
            try EmbeddedCredentials.generate(serverHome: nil).save(to: path)
            chmod(path, 0o640)
            #expect(
                throws: EmbeddedPostgresError.credentialsUnusable(
                    path: path, reason: "others can read it (mode 640); run: chmod 600 '\(path)'")
            ) {
                try EmbeddedCredentials.load(from: path)
            }
        }
    }

    @Test(arguments: ["", "{}", "not JSON", #"{"ownerPassword":"","authenticatorPassword":"","jwtSecret":""}"#])
    func `a file that is damaged or holds weak secrets is refused without quoting it`(content: String) async throws {
        try await withTestDirectory { directory in
            let path = "\(directory)/credentials"
            try LocalFile.writePrivately(Array(content.utf8), to: path)
            let error = #expect(throws: EmbeddedPostgresError.self) {
                try EmbeddedCredentials.load(from: path)
            }
            guard case .credentialsUnusable(path, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            let expected =
                content.contains("jwt")
                ? "a secret in it is too short or odd" : "it is not the JSON that palisade wrote"
            #expect(reason == expected)
        }
    }

    @Test func `a symbolic link in its place is refused`() async throws {
        try await withTestDirectory { directory in
            try EmbeddedCredentials.generate(serverHome: nil).save(to: "\(directory)/target")
            symlink("\(directory)/target", "\(directory)/credentials")
            #expect(throws: EmbeddedPostgresError.self) {
                try EmbeddedCredentials.load(from: "\(directory)/credentials")
            }
        }
    }

    @Test func `printing or dumping shows no secret`() {
        let credentials = EmbeddedCredentials.generate(serverHome: nil)
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), "\([credentials])", dumped] {
            #expect(!text.contains(credentials.ownerPassword))
            #expect(!text.contains(credentials.jwtSecret))
        }
    }
}
