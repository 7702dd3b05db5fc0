// SPDX-License-Identifier: Apache-2.0

import JSON
import Tenancy
import Testing

struct TokenCommandTests {
    private let secret = "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j"
    private let tenant = "c0000001-0000-4000-8000-000000000000"
    private let user = "c0000001-0000-4000-8001-000000000001"
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func `the token alone is printed, and the verifier accepts it`() async throws {
        let run = try await workspace.run(
            "token", "--tenant", tenant, "--user", user, "--role", "member", "--ttl", "30m",
            environment: ["PALISADE_JWT_SECRET": secret])
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        let token = run.output.split(separator: "\n")
        #expect(token.count == 1)
        let configuration = try TenancyConfiguration(variables: ["PALISADE_JWT_SECRET": secret])
        let context = try TokenVerifier(configuration: configuration).verify(
            authorizationHeaders: ["Bearer \(token.first ?? "")"])
        #expect(context.databaseRole == "palisade_member")
        #expect(context.tenant == tenant)
        #expect(context.subject == user)
        let claims = try JSON.parse(context.claimsJSON)
        let issued = try #require(claims["iat"]?.integerValue)
        #expect(claims["exp"]?.integerValue == issued + 1_800)
    }

    @Test func `the secret may come from a file, whose last line break is not part of it`() async throws {
        try workspace.file("secret", secret + "\n")
        let run = try await workspace.run(
            "token", "--tenant", tenant, "--user", user, "--role", "admin", "--jwt-secret-file", "secret")
        #expect(run.status == 0)
        let configuration = try TenancyConfiguration(variables: ["PALISADE_JWT_SECRET": secret])
        let token = run.output.split(separator: "\n").first ?? ""
        let context = try TokenVerifier(configuration: configuration).verify(authorizationHeaders: ["Bearer \(token)"])
        #expect(context.databaseRole == "palisade_admin")
    }

    @Test func `a token that the server would refuse is not signed`() async throws {
        let run = try await workspace.run(
            "token", "--user", user, "--role", "member", environment: ["PALISADE_JWT_SECRET": secret])
        #expect(run.status == 64)
        #expect(
            run.error == """
                Error: The server would refuse this token: the claim tenant_id is missing. Give --tenant, the tenant's key.

                """)
    }

    @Test func `a role that there is not is answered with those that there are`() async throws {
        let run = try await workspace.run(
            "token", "--tenant", tenant, "--user", user, "--role", "membr", environment: ["PALISADE_JWT_SECRET": secret]
        )
        #expect(run.status == 64)
        #expect(run.error.hasSuffix("Give --role one of anon, member, analyst, admin, service.\n"))
    }

    @Test func `without a secret there is no token`() async throws {
        let run = try await workspace.run("token", "--tenant", tenant, "--user", user, "--role", "member")
        #expect(run.status == 78)
        #expect(run.error.contains("PALISADE_JWT_SECRET is not set"))
    }

    @Test func `a short secret is refused and not shown`() async throws {
        let run = try await workspace.run(
            "token", "--tenant", tenant, "--user", user, "--role", "member",
            environment: ["PALISADE_JWT_SECRET": "Tiny-9x"])
        #expect(run.status == 78)
        #expect(run.error.contains("PALISADE_JWT_SECRET has 7 bytes; HS256 needs at least 32"))
        #expect(!run.error.contains("Tiny-9x"))
    }

    @Test func `a lifetime that is none is wrong usage`() async throws {
        let run = try await workspace.run(
            "token", "--ttl", "soon", environment: ["PALISADE_JWT_SECRET": secret])
        #expect(run.status == 64)
        #expect(run.error.contains("'soon' is not a duration such as 500ms, 5s, 30m or 12h."))
    }
}
