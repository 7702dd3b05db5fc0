// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct TenantContextTests {
    private func value(of name: String, in context: TenantContext) -> String? {
        context.settings.first { $0.name == name }?.value
    }

    @Test func `a token becomes a role and settings in a fixed order`() throws {
        let verifier = try TokenVerifier.test()
        let context = try verifier.verify(TokenRecipe().text)
        #expect(context.databaseRole == "palisade_member")
        #expect(context.claimsJSON == TokenRecipe.claims)
        #expect(
            context.settings == [
                TenantSetting(name: "request.jwt.claims", value: TokenRecipe.claims),
                TenantSetting(name: "palisade.tenant_id", value: TokenRecipe.tenant),
                TenantSetting(name: "palisade.user_id", value: TokenRecipe.user),
            ]
        )
        #expect(context.subject == TokenRecipe.user)
        #expect(context.tenant == TokenRecipe.tenant)
        #expect(context.expiresAt == 4_102_444_800)
        #expect(!context.isAnonymous)
    }

    @Test func `what is bound stands in the order of the names`() throws {
        for roles in ["", "off"] {
            let verifier = try TokenVerifier.test(["PALISADE_ROLES": roles, "PALISADE_SETTINGS": "app.plan=plan"])
            let names = verifier.configuration.settingNames
            for context in [try verifier.verify(TokenRecipe().text), try #require(verifier.anonymousContext)] {
                let role = context.databaseRole.map { [("role", $0)] } ?? []
                let expected = role + context.settings.map { ($0.name, $0.value) }
                #expect(names == expected.map(\.0))
                #expect(context.boundValues.map { String(decoding: $0, as: UTF8.self) } == expected.map(\.1))
                #expect(context.boundValues.allSatisfy { !$0.contains(0) })
            }
        }
    }

    @Test func `no header is an anonymous request with every setting emptied`() throws {
        let verifier = try TokenVerifier.test(["PALISADE_SETTINGS": "app.tenant_id=tenant_id,app.role=role"])
        let context = try verifier.verify(authorizationHeaders: [])
        #expect(context == verifier.anonymousContext)
        #expect(context.isAnonymous)
        #expect(context.databaseRole == "palisade_anon")
        #expect(context.claimsJSON == #"{"role":"anon"}"#)
        #expect(context.tenant == nil)
        #expect(context.subject == nil)
        #expect(context.expiresAt == nil)
        #expect(
            context.settings == [
                TenantSetting(name: "request.jwt.claims", value: #"{"role":"anon"}"#),
                TenantSetting(name: "palisade.tenant_id", value: ""),
                TenantSetting(name: "palisade.user_id", value: ""),
                TenantSetting(name: "app.tenant_id", value: ""),
                TenantSetting(name: "app.role", value: ""),
            ]
        )
    }

    @Test func `without a role for them, anonymous requests are refused`() throws {
        let verifier = try TokenVerifier.test(["PALISADE_ROLES": "member=web_user"])
        #expect(verifier.anonymousContext == nil)
        #expect(verifier.refusal(of: []) == .missing)
        #expect(throws: TokenError.missing) { try verifier.rememberedContext(authorizationHeaders: []) }
        #expect(try verifier.verify(TokenRecipe().text).databaseRole == "web_user")
    }

    @Test(arguments: ["Bearer ", "bearer ", "BEARER ", "Bearer   "])
    func `the scheme is written in any case, before one blank or more`(prefix: String) throws {
        #expect(try TokenVerifier.test().refusal(of: [prefix + TokenRecipe().text]) == nil)
    }

    @Test func `a uuid reaches SQL in lower case, while the claims stay as they are`() throws {
        let recipe = TokenRecipe.claiming("tenant_id", "\"\(TokenRecipe.tenant.uppercased())\"")
        let context = try TokenVerifier.test(["PALISADE_SETTINGS": "app.tenant=tenant_id"]).verify(recipe.text)
        #expect(context.tenant == TokenRecipe.tenant)
        #expect(value(of: "palisade.tenant_id", in: context) == TokenRecipe.tenant)
        #expect(value(of: "app.tenant", in: context) == TokenRecipe.tenant)
        #expect(context.claimsJSON.contains(TokenRecipe.tenant.uppercased()))
    }

    @Test func `claims may be nested, renamed and of other types`() throws {
        let verifier = try TokenVerifier.test([
            "PALISADE_TENANT_CLAIM": "/app_metadata/tenant", "PALISADE_USER_CLAIM": "uid",
            "PALISADE_ROLE_CLAIM": "/app_metadata/roles/0",
            "PALISADE_REQUIRED_CLAIMS": "uid:int, /app_metadata/tenant:text", "PALISADE_ROLES": "user=web_user",
        ])
        let payload = #"{"uid":"42","app_metadata":{"tenant":"acme","roles":["user"]},"exp":4102444800}"#
        let context = try verifier.verify(TokenRecipe(payload: payload).text)
        #expect(context.databaseRole == "web_user")
        #expect(value(of: "palisade.tenant_id", in: context) == "acme")
        #expect(value(of: "palisade.user_id", in: context) == "42")
        #expect(
            verifier.refusal(TokenRecipe(payload: payload.replacing("acme", with: "")).text)
                == .claimInvalid("/app_metadata/tenant", expected: ClaimType.text.expectation)
        )
    }

    @Test func `a database without tenants takes tokens without one`() throws {
        let verifier = try TokenVerifier.test(["PALISADE_REQUIRED_CLAIMS": "sub:uuid"])
        for tenant in [nil, #""not checked""#] {
            let context = try verifier.verify(TokenRecipe.claiming("tenant_id", tenant).text)
            #expect(context.tenant == nil)
            #expect(value(of: "palisade.tenant_id", in: context) == "")
        }
    }

    @Test func `further settings hold strings as they are, other claims as JSON, and nothing for none`() throws {
        let verifier = try TokenVerifier.test([
            "PALISADE_SETTINGS":
                "app.text=text,app.number=number,app.yes=yes,app.list=list,app.nested=/object/a,app.none=none,app.null=null"
        ])
        let recipe = TokenRecipe.claiming([
            ("text", #""it's"# + "\""), ("number", "1.50"), ("yes", "true"), ("list", #"["a", 1]"#),
            ("object", #"{"a":"b"}"#), ("null", "null"),
        ])
        let context = try verifier.verify(recipe.text)
        #expect(
            context.settings.dropFirst(3).map(\.value) == ["it's", "1.50", "true", #"["a",1]"#, "b", "", ""]
        )
    }

    @Test func `without a switch of roles the role claim is not asked for`() throws {
        let verifier = try TokenVerifier.test(["PALISADE_ROLES": "off"])
        let context = try verifier.verify(TokenRecipe.claiming("role", nil).text)
        #expect(context.databaseRole == nil)
        #expect(verifier.configuration.databaseRoles == nil)
        #expect(verifier.anonymousContext?.databaseRole == nil)
        #expect(verifier.anonymousContext?.claimsJSON == "{}")
    }

    @Test func `issuer and audience as configured are accepted`() throws {
        let verifier = try TokenVerifier.test(["PALISADE_JWT_ISSUER": "me", "PALISADE_JWT_AUDIENCE": "you"])
        for audience in [#""you""#, #"["they","you"]"#] {
            #expect(verifier.refusal(TokenRecipe.claiming([("iss", #""me""#), ("aud", audience)]).text) == nil)
        }
    }

    @Test func `times within the leeway are accepted`() throws {
        let verifier = try TokenVerifier.test()
        for (name, value) in [
            ("exp", "1799999971"), ("exp", "1.9e9"), ("nbf", "1800000030"), ("nbf", "0"), ("iat", "1800000030"),
            ("iat", "1700000000.25"), ("exp", "253402300799"),
        ] {
            #expect(verifier.refusal(TokenRecipe.claiming(name, value).text) == nil, "\(name) \(value)")
        }
        #expect(verifier.refusal(TokenRecipe.claiming([("iat", nil), ("nbf", nil)]).text) == nil)
    }
}
