// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct TenancyConfigurationTests {
    private func faults(_ variables: [String: String]) -> [ConfigurationFault] {
        do {
            _ = try TenancyConfiguration(variables: variables)
            return []
        } catch {
            return error.faults
        }
    }

    private func faultsBesideSecret(_ variables: [String: String]) -> [ConfigurationFault] {
        faults(["PALISADE_JWT_SECRET": TokenRecipe.secret].merging(variables) { _, new in new })
    }

    @Test func `a secret is all that is needed`() throws {
        let configuration = try TenancyConfiguration(variables: ["PALISADE_JWT_SECRET": TokenRecipe.secret])
        #expect(configuration.keys.keys.map(\.algorithm) == [.hs256])
        #expect(configuration.leeway == 30)
        #expect(configuration.cacheCapacity == 10_000)
        #expect(configuration.requiredClaims.map(\.name.text) == ["sub", "tenant_id"])
        #expect(configuration.requiredClaims.map(\.type) == [.uuid, .uuid])
        #expect(
            configuration.settingNames == ["role", "request.jwt.claims", "palisade.tenant_id", "palisade.user_id"]
        )
        #expect(
            configuration.databaseRoles
                == ["palisade_anon", "palisade_member", "palisade_analyst", "palisade_admin", "palisade_service"]
        )
    }

    @Test func `the default required claims follow the names of user and tenant claim`() throws {
        let configuration = try TenancyConfiguration.test(["PALISADE_TENANT_CLAIM": "/app_metadata/tenant"])
        #expect(configuration.requiredClaims.map(\.name.text) == ["sub", "/app_metadata/tenant"])
    }

    @Test(
        arguments: [
            ([:], "is not set, nor is PALISADE_JWT_PUBLIC_KEY or PALISADE_JWKS"),
            (["PALISADE_JWT_SECRET": ""], "is empty: every token would be accepted"),
            (["PALISADE_JWT_SECRET": "Vf8#rW2!kq0Zt6^mB9xLp3@eYd7&uHc"], "has 31 bytes; HS256 needs at least 32"),
            (["PALISADE_JWT_SECRET": "secret"], "has 6 bytes; HS256 needs at least 32"),
            (
                ["PALISADE_JWT_SECRET": KeyFixtures.rsa2048],
                "is a PEM key; as a shared secret, a published key would let anyone sign tokens"
            ),
            (
                ["PALISADE_JWT_SECRET": "super-secret-jwt-token-with-at-least-32-characters-long"],
                "is a published sample secret that anyone can look up"
            ),
            (
                ["PALISADE_JWT_SECRET": TokenRecipe.secret, "PALISADE_JWT_ALGORITHM": "RS256"],
                "is a shared secret, but RS256 takes a public key"
            ),
            (
                ["PALISADE_JWT_SECRET": TokenRecipe.secret, "PALISADE_JWT_PUBLIC_KEY": KeyFixtures.p256],
                "is set beside PALISADE_JWT_PUBLIC_KEY"
            ),
        ] as [([String: String], String)])
    func `no usable secret, no start`(variables: [String: String], problem: String) {
        let found = faults(variables)
        #expect(found.map(\.variable) == ["PALISADE_JWT_SECRET"])
        #expect(found.map(\.problem) == [problem])
        #expect(found.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test(arguments: [
        ("PALISADE_JWT_ALGORITHM", "none", "is not a known algorithm"),
        ("PALISADE_JWT_ALGORITHM", "hs256", "is not a known algorithm"),
        ("PALISADE_JWT_KEY_ID", "a\u{7}b", "must have 1 to 256 bytes without control characters"),
        ("PALISADE_JWT_LEEWAY", "301", "is not a whole number from 0 to 300"),
        ("PALISADE_JWT_LEEWAY", "-1", "is not a whole number from 0 to 300"),
        ("PALISADE_JWT_LEEWAY", "30s", "is not a whole number from 0 to 300"),
        ("PALISADE_JWT_CACHE", "many", "is not a whole number from 0 to 1000000"),
        ("PALISADE_ROLE_CLAIM", "/a~2", "is neither a claim's name nor a JSON pointer"),
        ("PALISADE_USER_CLAIM", "a b", "is neither a claim's name nor a JSON pointer"),
        ("PALISADE_REQUIRED_CLAIMS", "sub", #"has "sub", which is not claim:type"#),
        ("PALISADE_REQUIRED_CLAIMS", "sub:uuid,", #"has "", which is not claim:type"#),
        ("PALISADE_REQUIRED_CLAIMS", "sub:UUID", #"has "sub:UUID", whose type is not known"#),
        ("PALISADE_REQUIRED_CLAIMS", ":uuid", #"has ":uuid", which is not claim:type"#),
        ("PALISADE_REQUIRED_CLAIMS", "sub:uuid,sub:text", "names sub twice"),
        ("PALISADE_REQUIRED_CLAIMS", "sub:uuid,/sub:text", "names /sub twice"),
        ("PALISADE_ROLES", "member", #"has "member", which is not claim=role"#),
        ("PALISADE_ROLES", "member=", #"has "member=", which is not claim=role"#),
        ("PALISADE_ROLES", "a=x,a=y", #"names the claim value "a" twice"#),
        ("PALISADE_ROLES", "a=none", #"has the role "none", which is reserved by PostgreSQL"#),
        ("PALISADE_ROLES", "a=pg_read_all_data", #"has the role "pg_read_all_data", which is reserved by PostgreSQL"#),
        ("PALISADE_ROLES", "a=palisade_owner", #"has the role "palisade_owner", which is not a role for requests"#),
        (
            "PALISADE_ROLES", "a=Web",
            #"has the role "Web", which is not a name of up to 63 lower-case letters, digits and underscores"#
        ),
        ("PALISADE_SETTINGS", "app.tenant", #"has "app.tenant", which is not setting=claim"#),
        ("PALISADE_SETTINGS", "app.a=x,app.a=y", "names the setting app.a twice"),
        ("PALISADE_SETTINGS", "palisade.tenant_id=x", reserved("palisade.tenant_id")),
        ("PALISADE_SETTINGS", "request.x=x", reserved("request.x")),
        ("PALISADE_SETTINGS", "role=x", misshapen("role")),
        ("PALISADE_SETTINGS", "row_security=x", misshapen("row_security")),
        ("PALISADE_SETTINGS", "app.A=x", misshapen("app.A")),
        ("PALISADE_SETTINGS", "app.a.b=x", misshapen("app.a.b")),
        ("PALISADE_SETTINGS", "1app.a=x", misshapen("1app.a")),
        ("PALISADE_SETTINGS", "app.=x", misshapen("app.")),
        ("PALISADE_SETTINGS", "app.a'b=x", misshapen("app.a'b")),
    ])
    func `a variable that cannot be read is named with its fault`(variable: String, value: String, problem: String) {
        let found = faultsBesideSecret([variable: value])
        #expect(found.map(\.variable) == [variable])
        #expect(found.map(\.problem) == [problem])
        #expect(found.allSatisfy { !$0.remedy.isEmpty })
    }

    private static func reserved(_ name: String) -> String {
        "has the setting \"\(name)\", which has a reserved prefix (palisade, request, plpgsql)"
    }

    private static func misshapen(_ name: String) -> String {
        "has the setting \"\(name)\", which is not of the form prefix.name in lower-case letters, digits and underscores"
    }

    @Test func `a tenant claim named on purpose must be required`() {
        let found = faultsBesideSecret([
            "PALISADE_TENANT_CLAIM": "org", "PALISADE_REQUIRED_CLAIMS": "sub:uuid,tenant_id:uuid",
        ])
        #expect(
            found.map(\.description) == [
                "PALISADE_TENANT_CLAIM names org, which PALISADE_REQUIRED_CLAIMS does not."
                    + " Add org:uuid to PALISADE_REQUIRED_CLAIMS."
            ]
        )
    }

    @Test func `all faults are reported at once and none quotes the secret`() {
        let secret = "hunter2hunter2"
        let found = faults([
            "PALISADE_JWT_SECRET": secret, "PALISADE_JWT_LEEWAY": "x", "PALISADE_ROLES": "a=none,b=pg_x",
            "PALISADE_SETTINGS": "role=x", "PALISADE_REQUIRED_CLAIMS": "sub", "PALISADE_TENANT_CLAIM": "/~",
        ])
        #expect(
            found.map(\.variable) == [
                "PALISADE_JWT_SECRET", "PALISADE_JWT_LEEWAY", "PALISADE_TENANT_CLAIM", "PALISADE_REQUIRED_CLAIMS",
                "PALISADE_ROLES", "PALISADE_ROLES", "PALISADE_SETTINGS",
            ]
        )
        #expect(!ConfigurationFaults(faults: found).description.contains(secret))
    }

    @Test func `namespaced claims can be named by pointer`() throws {
        let name = "/https:~1~1example.org~1claims/user"
        let configuration = try TenancyConfiguration.test([
            "PALISADE_USER_CLAIM": name, "PALISADE_REQUIRED_CLAIMS": "\(name):int",
        ])
        #expect(configuration.requiredClaims.map(\.name.pointer.path) == [["https://example.org/claims", "user"]])
        #expect(configuration.requiredClaims.map(\.type) == [.int])
    }
}
