// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
package import Logging
import NIOCore
import Tenancy

/// Whether a request is served at all: rates and blocks. Looked at before anything that costs.
package struct RequestAdmission: Sendable {
    /// Operations per time, nil for no limit.
    package struct Rates: Sendable, Hashable {
        package var address: RateLimit?
        package var subject: RateLimit?
        package var tenant: RateLimit?

        package init() {}
    }

    enum Refusal: Error, Sendable, Hashable {
        case rate(retryAfter: TimeAmount)
        /// More operations at once than a rate ever admits.
        case batch(limit: Int)
        case blocked(BlockRules.Verdict)

        /// What the log calls it. The words are a contract: `docs/metrics.md` has them.
        var logWord: String {
            switch self {
            case .rate: "rate_limited"
            case .batch: "batch_too_large"
            case .blocked(.tenant): "tenant_blocked"
            case .blocked(.subject): "subject_blocked"
            case .blocked(.operation): "operation_blocked"
            case .blocked(.token): "token_revoked"
            }
        }
    }

    private let blocks: BlockList
    private let address: RateLimiter?
    private let subject: RateLimiter?
    private let tenant: RateLimiter?

    package init(rates: Rates, blocks: BlockList) {
        self.blocks = blocks
        address = rates.address.map { RateLimiter($0) }
        subject = rates.subject.map { RateLimiter($0) }
        tenant = rates.tenant.map { RateLimiter($0) }
    }

    /// Admits everything.
    package static func everything(logger: Logger) -> RequestAdmission {
        RequestAdmission(rates: Rates(), blocks: BlockList(path: nil, logger: logger))
    }

    /// Before it is known who asks.
    func admit(address text: String?) throws(Refusal) {
        guard let address, let text else { return }
        if let wait = address.admit(Self.network(of: text), now: .now()) { throw .rate(retryAfter: wait) }
    }

    /// Before anything is executed.
    func admit(_ context: TenantContext, _ operations: [OperationRequest]) throws(Refusal) {
        let rules = blocks.rules
        if let verdict = rules.verdict(on: context) { throw .blocked(verdict) }
        let count = operations.count
        // Before any rate counts: what is never admitted is to take nothing of what is.
        if let subject, context.subject != nil, count > subject.burst { throw .batch(limit: subject.burst) }
        if let tenant, context.tenant != nil, count > tenant.burst { throw .batch(limit: tenant.burst) }
        let now = NIODeadline.now()
        func waitForTenant() -> TimeAmount? {
            guard let tenant, let name = context.tenant else { return nil }
            return tenant.admit(name, cost: count, now: now)
        }
        let wait =
            if let subject, let name = context.subject {
                subject.admit(name, cost: count, now: now, unless: waitForTenant)
            } else {
                waitForTenant()
            }
        if let wait { throw .rate(retryAfter: wait) }
        // Last, since it may have to read documents.
        if !rules.operations.isEmpty {
            for operation in operations where Self.isBlocked(operation, by: rules) { throw .blocked(.operation) }
        }
    }

    /// Those of any configuration: a document must not be too long to be blocked and short enough to be executed.
    private static let documentLimits = ParserLimits(maximumTokens: ServerConfiguration.mostTokens)

    private static func isBlocked(_ operation: OperationRequest, by rules: BlockRules) -> Bool {
        if let name = operation.operationName, rules.operations.contains(name) { return true }
        if rules.operations.contains(DocumentHash.hash(of: operation.query)) { return true }
        guard operation.operationName == nil,
            let document = try? Parser.parse(Source(operation.query), limits: documentLimits)
        else { return false }
        return document.definitions.contains { definition in
            guard case .operation(let operation) = definition, let name = operation.name?.value else { return false }
            return rules.operations.contains(name)
        }
    }

    /// Whoever has one address of IPv6 has 2^64 of them. Those of IPv4 have many forms: a socket for both protocols says
    /// `::ffff:192.0.2.1`, and proxies may add a port.
    static func network(of address: String) -> String {
        if let dotted = address.split(separator: ":").first(where: { $0.contains(".") }) { return String(dotted) }
        guard address.contains(":") else { return address }
        let address = address.hasPrefix("[") ? address.dropFirst().prefix { $0 != "]" } : address[...]
        let groups = { (text: Substring) in text.split(separator: ":").map { UInt16($0, radix: 16) ?? 0 } }
        let first: [UInt16]
        if let gap = address.firstRange(of: "::") {
            let left = groups(address[..<gap.lowerBound])
            let right = groups(address[gap.upperBound...])
            first = left + Array(repeating: 0, count: max(0, 8 - left.count - right.count)) + right
        } else {
            first = groups(address[...])
        }
        return first.prefix(4).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
