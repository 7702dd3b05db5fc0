// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Tenancy

/// Somebody of the demo data for whom a token is made: an entry of `demo/identities.json`.
struct DemoIdentity {
    let name: String
    /// The role's name in tokens.
    let role: String
    let tenant: String?
    let user: String?

    /// How long the tokens of `dev` are valid: a week of work without signing in again. They are worth nothing elsewhere,
    /// since the secret belongs to one data directory.
    static let tokenLifetime = Duration.seconds(7 * 24 * 3_600)

    /// The identities in a folder of demo data; none if it has no such file.
    ///
    /// - Throws: `dataError` where the file is not as it should be.
    static func read(folder: String) throws(CommandError) -> [DemoIdentity] {
        let path = "\(folder)/identities.json"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let items = try InputFile.json(of: path).arrayValue else { throw malformed(path) }
        var identities: [DemoIdentity] = []
        for item in items {
            guard let name = item["name"]?.stringValue, let role = item["role"]?.stringValue else {
                throw malformed(path)
            }
            identities.append(
                DemoIdentity(
                    name: name, role: role, tenant: item["tenantId"]?.stringValue, user: item["userId"]?.stringValue))
        }
        return identities
    }

    private static func malformed(_ path: String) -> CommandError {
        CommandError(.dataError, "\(path) has to be an array of {\"name\", \"role\", \"tenantId\", \"userId\"}.")
    }
}

/// An identity with its token.
struct SignedIdentity {
    let identity: DemoIdentity
    let token: String

    /// Signs a token for each identity; none where tokens are signed elsewhere.
    static func sign(
        _ identities: [DemoIdentity], _ tenancy: TenancyConfiguration
    ) throws(CommandError) -> [SignedIdentity] {
        do throws(SigningError) {
            _ = try TokenSigner(configuration: tenancy)
        } catch {
            return []
        }
        var signed: [SignedIdentity] = []
        for identity in identities {
            let token = try DevelopmentToken(
                tenancy: tenancy, tenant: identity.tenant, user: identity.user, role: identity.role,
                lifetime: DemoIdentity.tokenLifetime)
            signed.append(SignedIdentity(identity: identity, token: token.text))
        }
        return signed
    }

    var json: JSON {
        .object([
            JSONMember(name: "name", value: .string(identity.name)),
            JSONMember(name: "role", value: .string(identity.role)),
            JSONMember(name: "tenantId", value: identity.tenant.map { .string($0) } ?? .null),
            JSONMember(name: "userId", value: identity.user.map { .string($0) } ?? .null),
            JSONMember(name: "token", value: .string(token)),
        ])
    }
}
