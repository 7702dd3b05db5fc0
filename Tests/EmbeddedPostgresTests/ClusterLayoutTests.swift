// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite struct ClusterLayoutTests {
    static let root = ServerAccount(name: "palisade", userID: 990, groupID: 990, differsFromProcess: true)
    static let user = ServerAccount(name: "someone", userID: 1_000, groupID: 1_000, differsFromProcess: false)

    @Test func `a directory out of reach has one home under var lib, readable and its own`() {
        let home = ClusterLayout.remoteHome(for: "/root/My Project/.palisade")
        #expect(
            home == "/var/lib/palisade/clusters/My-Project-\(ClusterLayout.fingerprint("/root/My Project/.palisade"))")
        #expect(home != ClusterLayout.remoteHome(for: "/root/other/My Project/.palisade"))
        #expect(home == ClusterLayout.remoteHome(for: "/root/My Project/.palisade"))
        let longest = ClusterLayout.remoteHome(for: "/root/" + String(repeating: "n", count: 300) + "/.palisade")
        #expect(
            DatabaseURL.socketPath(in: "\(longest)/postgres/socket").utf8.count <= DatabaseURL.longestSocketPath)
        #expect(ClusterLayout.remoteHome(for: "/").hasPrefix("/var/lib/palisade/clusters/root-"))
    }

    @Test func `the fingerprint is 64-bit FNV-1a`() {
        // The algorithm's published test vectors.
        #expect(ClusterLayout.fingerprint("") == "cbf29ce484222325")
        #expect(ClusterLayout.fingerprint("a") == "af63dc4c8601ec8c")
        #expect(ClusterLayout.fingerprint("foobar") == "85944171f73967e8")
    }

    @Test func `a socket goes beside the data, or where the path is shorter`() {
        let layout = ClusterLayout(directory: "/srv/app/.palisade", home: "/srv/app/.palisade")
        let name = "palisade-1000-\(ClusterLayout.fingerprint("/srv/app/.palisade"))"
        #expect(
            layout.socketDirectories(account: Self.user, environment: ["XDG_RUNTIME_DIR": "/run/user/1000"])
                == ["/srv/app/.palisade/postgres/socket", "/run/user/1000/\(name)", "/tmp/\(name)"])
        #expect(
            layout.socketDirectories(account: Self.user, environment: [:])
                == ["/srv/app/.palisade/postgres/socket", "/tmp/\(name)"])
        #expect(
            layout.socketDirectories(account: Self.root, environment: ["XDG_RUNTIME_DIR": "/run/user/0"])
                == [
                    "/srv/app/.palisade/postgres/socket",
                    "/run/palisade-990-\(ClusterLayout.fingerprint("/srv/app/.palisade"))",
                    "/tmp/palisade-990-\(ClusterLayout.fingerprint("/srv/app/.palisade"))",
                ])
    }

    @Test func `a private directory is created once and found again`() async throws {
        let account = try await ServerAccount.current()
        try await withTestDirectory { directory in
            for _ in 0..<2 {
                try ClusterLayout.createPrivateDirectory("\(directory)/own", owner: account)
                let status = try #require(LocalFile.status("\(directory)/own"))
                #expect(status == .init(owner: account.userID, mode: 0o700, isDirectory: true))
            }
        }
    }

    @Test func `a link, a file, or a directory that others may enter is no private directory`() async throws {
        let account = try await ServerAccount.current()
        try await withTestDirectory { directory in
            try ClusterLayout.createPrivateDirectory("\(directory)/own", owner: account)
            symlink("\(directory)/own", "\(directory)/link")
            try LocalFile.writePrivately([], to: "\(directory)/file")
            try ClusterLayout.createPrivateDirectory("\(directory)/open", owner: account)
            chmod("\(directory)/open", 0o750)
            for name in ["link", "file", "open"] {
                #expect(
                    throws: EmbeddedPostgresError.directoryUnusable(
                        path: "\(directory)/\(name)",
                        reason: "it has to be a directory of '\(account.name)' with mode 0700")
                ) {
                    try ClusterLayout.createPrivateDirectory("\(directory)/\(name)", owner: account)
                }
            }
        }
    }
}
