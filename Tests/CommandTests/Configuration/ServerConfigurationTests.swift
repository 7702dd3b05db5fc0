// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import GraphQLLanguage
import NIOCore
import Planning
import Postgres
import Server
import Tenancy
import Testing

struct ServerConfigurationTests {
    private static let secret = "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"
    private static let enough = [
        "PALISADE_DATABASE_URL": "postgresql://palisade_authenticator@/app", "PALISADE_SCHEMA": "schema",
        "PALISADE_JWT_SECRET": secret,
    ]

    private static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEw0kNfaKj0RMRE6mqciCmQxV5JpYA
        X9qy2QpWR4tq6l2O73blm2+hSJGd3q1pFcAuxdI4VEOJ0JeOz3NtB6AKWQ==
        -----END PUBLIC KEY-----
        """

    private func configuration(
        _ variables: [String: String?] = [:], flags: [ConfigurationSource.Flag?] = [],
        purpose: ServerConfiguration.Purpose = .serve
    ) throws -> ServerConfiguration {
        var environment = Self.enough
        for (name, value) in variables { environment[name] = value }
        return try ServerConfiguration(
            ConfigurationSource(environment: environment, flags: flags), purpose: purpose, processorCount: 4)
    }

    private func faults(
        _ variables: [String: String?], flags: [ConfigurationSource.Flag?] = [],
        purpose: ServerConfiguration.Purpose = .serve
    ) -> [String] {
        do {
            _ = try configuration(variables, flags: flags, purpose: purpose)
            return []
        } catch let error as InvalidConfiguration {
            return error.faults.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `three variables are enough`() throws {
        let configuration = try configuration()
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8_080)
        #expect(configuration.schemaPaths == ["schema"])
        #expect(configuration.requestTimeout == .seconds(5))
        #expect(configuration.safetyInterval == .seconds(60))
        #expect(configuration.maximumBody == 1 << 20)
        #expect(configuration.planning.defaultPageSize == 50)
        #expect(configuration.planning.maximumPageSize == 500)
        #expect(configuration.planning.maximumGroups == 10_000)
        #expect(configuration.planning.maximumDepth == 15)
        #expect(configuration.planning.maximumRootFields == 20)
        #expect(configuration.operations.parserLimits == ParserLimits(maximumTokens: 10_000))
        #expect(configuration.operations.timeout == .seconds(5))
        #expect(!configuration.operations.anonymousIntrospection)
        #expect(configuration.eventLoops == 4)
        #expect(configuration.pool.size == 12)
        #expect(configuration.connection.route == .direct)
        #expect(configuration.pool.connection.readiness == .automatic)
        #expect(configuration.warnings.isEmpty)
    }

    @Test func `the command line goes before the environment`() throws {
        let configuration = try configuration(
            ["PALISADE_PORT": "9000", "PALISADE_SCHEMA": "a, b"], flags: [.init(.port, "--port", "9001")])
        #expect(configuration.port == 9_001)
        #expect(configuration.schemaPaths == ["a", "b"])
    }

    @Test func `how event loops learn of answers is taken for replicas too`() throws {
        let configuration = try configuration(
            ["PALISADE_READINESS": "epoll", "PALISADE_REPLICA_URL": "postgresql://replica/app"])
        #expect(configuration.pool.connection.readiness == .epoll)
        #expect(configuration.replicaPool?.connection.readiness == .epoll)
        #expect(
            faults(["PALISADE_READINESS": "poll"]) == [
                "PALISADE_READINESS is \"poll\"; it can be one of auto, aio, epoll. Leave it out for auto."
            ])
    }

    @Test func `all faults are reported at once, by the names that were used`() {
        let faults = faults(
            [
                "PALISADE_DATABASE_URL": nil, "PALISADE_SCHEMA": nil, "PALISADE_JWT_SECRET": nil,
                "PALISADE_POOL_SIZE": "many", "PALISADE_REQUEST_TIMEOUT": "soon", "PALISADE_MAX_BODY": "1 MB",
                "PALISADE_POOLING": "pgbouncer", "PALISADE_PRE_REQUEST": "enter()",
            ], flags: [.init(.port, "--port", "70000")])
        let expected = [
            "PALISADE_DATABASE_URL is not set. ", "PALISADE_SCHEMA is not set. ", "PALISADE_JWT_SECRET is not set, ",
            "PALISADE_POOL_SIZE is \"many\", which is not a whole number from 1 to 1000. Leave it out for 12.",
            "PALISADE_REQUEST_TIMEOUT is \"soon\", which is not a duration such as 500ms, 5s, 30m or 12h, from 10ms to 1h. "
                + "Leave it out for 5s.",
            "PALISADE_MAX_BODY is \"1 MB\", which is not a size such as 512KiB, 1MiB or 1048576, from 1KiB to 1GiB. "
                + "Leave it out for 1MiB.",
            "PALISADE_POOLING is \"pgbouncer\"; it can be one of direct, bouncer. Leave it out for direct.",
            "PALISADE_PRE_REQUEST is \"enter()\", which is not the name of a function with its schema. ",
            "--port is \"70000\", which is not a whole number from 0 to 65535. Leave it out for 8080.",
        ]
        for fault in expected { #expect(faults.contains { $0.hasPrefix(fault) }, "\(fault)") }
        #expect(faults.count == expected.count)
    }

    @Test func `a server does not start with the owner's login in its environment`() {
        let variables = ["PALISADE_OWNER_DATABASE_URL": "postgresql://palisade_owner@/app"]
        #expect(
            faults(variables) == [
                "PALISADE_OWNER_DATABASE_URL is set, but a server must not hold the owner's login. "
                    + "Set it only where 'palisade migrate' runs, and unset it here."
            ])
        #expect(faults(variables, purpose: .develop).isEmpty)
    }

    @Test(arguments: [
        ("", "is empty"), ("short", "has 5 bytes"), (String(repeating: "a", count: 64), "repeats itself"),
    ])
    func `no weak secret ever starts`(secret: String, problem: String) {
        let faults = faults(["PALISADE_JWT_SECRET": secret])
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("PALISADE_JWT_SECRET \(problem)") == true)
        #expect(secret.isEmpty || faults.first?.contains(secret) == false)
    }

    @Test func `a slip in a variable's name is a warning that names the nearest`() throws {
        let configuration = try configuration(["PALISADE_POOLSIZE": "3", "PALISADE_TEST_DATABASE_URL": "x"])
        #expect(
            configuration.warnings == [
                "PALISADE_POOLSIZE is not a variable that Palisade knows, and has no effect. "
                    + "Did you mean PALISADE_POOL_SIZE?"
            ])
    }

    @Test func `a page cannot be larger by default than at most`() {
        #expect(
            faults(["PALISADE_DEFAULT_PAGE_SIZE": "100", "PALISADE_MAX_PAGE_SIZE": "20"]) == [
                "PALISADE_DEFAULT_PAGE_SIZE is 100, more than the largest page (20). "
                    + "Lower it, or raise PALISADE_MAX_PAGE_SIZE."
            ])
        #expect(faults(["PALISADE_MAX_PAGE_SIZE": "20"]).isEmpty)
    }

    @Test(arguments: ["0", "0s", "500ms", "-1", "2h"])
    func `safety is looked at again, between each second and each hour`(interval: String) throws {
        #expect(
            faults(["PALISADE_SAFETY_INTERVAL": interval]) == [
                "PALISADE_SAFETY_INTERVAL is \"\(interval)\", which is not a duration such as 500ms, 5s, 30m or 12h, "
                    + "from 1s to 1h. Leave it out for 1m."
            ])
        #expect(try configuration(["PALISADE_SAFETY_INTERVAL": "1"]).safetyInterval == .seconds(1))
    }

    @Test func `dev tells in its own words what it does, and logs less`() throws {
        #expect(try "\(configuration().log.level)" == "info")
        #expect(try "\(configuration(purpose: .develop).log.level)" == "notice")
        #expect(try "\(configuration(["PALISADE_LOG_LEVEL": "info"], purpose: .develop).log.level)" == "info")
    }

    @Test func `who may introspect depends on what the configuration is for`() throws {
        #expect(try configuration(purpose: .develop).operations.anonymousIntrospection)
        let variables = ["PALISADE_INTROSPECTION": "everyone"]
        #expect(try configuration(variables).operations.anonymousIntrospection)
    }

    // MARK: Secrets

    @Test func `a secret comes from a file, without its last line break`() throws {
        let workspace = try Workspace()
        let file = try workspace.file("secret", Self.secret + "\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let fromFile = try configuration(
            ["PALISADE_JWT_SECRET": nil, "PALISADE_JWT_SECRET_FILE": file.path])
        #expect(fromFile.warnings.isEmpty)
        #expect(try fromFile.cursorKey == configuration().cursorKey)
    }

    @Test func `a secret that all users can read is a warning`() throws {
        let workspace = try Workspace()
        let file = try workspace.file("secret", Self.secret)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let configuration = try configuration(
            ["PALISADE_JWT_SECRET": nil], flags: [.init(.jwtSecretFile, "--jwt-secret-file", file.path)])
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.contains("chmod 600") == true)
    }

    @Test func `two secrets contradict each other, unless one is on the command line`() throws {
        let workspace = try Workspace()
        let file = try workspace.file("secret", "Another-" + Self.secret)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(
            faults(["PALISADE_JWT_SECRET_FILE": file.path]) == [
                "PALISADE_JWT_SECRET_FILE is set beside PALISADE_JWT_SECRET. Keep one of the two."
            ])
        let flagged = try configuration(flags: [.init(.jwtSecretFile, "--jwt-secret-file", file.path)])
        #expect(try flagged.cursorKey != configuration().cursorKey)
    }

    @Test func `a file that is not there is one fault, not two`() {
        let faults = faults(["PALISADE_JWT_SECRET": nil, "PALISADE_JWT_SECRET_FILE": "/nowhere/secret"])
        #expect(
            faults == [
                "PALISADE_JWT_SECRET_FILE names the file /nowhere/secret, which does not exist. "
                    + "Name a file that holds nothing but the secret."
            ])
    }

    @Test func `a weak secret in a file is reported by the file's variable`() throws {
        let workspace = try Workspace()
        let file = try workspace.file("secret", "short\n")
        let faults = faults(["PALISADE_JWT_SECRET": nil, "PALISADE_JWT_SECRET_FILE": file.path])
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("PALISADE_JWT_SECRET_FILE has 5 bytes") == true)
    }

    @Test func `the cursors' key is the same on all nodes of a secret, and differs from it`() throws {
        let one = try configuration().cursorKey
        #expect(try configuration().cursorKey == one)
        #expect(one.withUnsafeBytes { Array($0) } != Array(Self.secret.utf8))
        let other = try configuration(["PALISADE_JWT_SECRET": "Other-" + Self.secret]).cursorKey
        #expect(other != one)
    }

    @Test func `with a public key cursors need a secret of their own, or end with the process`() throws {
        let variables = ["PALISADE_JWT_SECRET": nil, "PALISADE_JWT_PUBLIC_KEY": Self.publicKey]
        let configuration = try configuration(variables)
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.hasPrefix("PALISADE_CURSOR_SECRET is not set") == true)
        let other = try self.configuration(variables)
        #expect(configuration.cursorKey != other.cursorKey)
        let secret = String(repeating: "cursor", count: 8)
        let named = try self.configuration(variables.merging(["PALISADE_CURSOR_SECRET": secret]) { $1 })
        #expect(named.warnings.isEmpty)
    }

    @Test func `a short cursor secret is refused`() {
        let faults = faults(["PALISADE_CURSOR_SECRET": "short"])
        #expect(faults.first?.hasPrefix("PALISADE_CURSOR_SECRET has 5 bytes; at least 32 are needed. ") == true)
    }
}
