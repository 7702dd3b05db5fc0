// SPDX-License-Identifier: Apache-2.0

package import Tenancy

/// Who and what is not served, by an operator's wish. One rule a line:
///
///     tenant ID
///     subject ID
///     operation NAME-or-SHA256
///     token JTI
///     tokens-of SUBJECT before SECONDS-SINCE-1970
package struct BlockRules: Sendable, Hashable {
    /// A line that is no rule, counted from 1.
    package struct Fault: Error, Sendable, Hashable {
        package let line: Int
    }

    /// Why a request is not served.
    package enum Verdict: Sendable, Hashable {
        case tenant, subject, operation
        /// The token was revoked.
        case token
    }

    package private(set) var tenants: Set<String> = []
    package private(set) var subjects: Set<String> = []
    package private(set) var operations: Set<String> = []
    package private(set) var tokens: Set<String> = []
    /// For a subject the moment before which its tokens were issued that are revoked.
    package private(set) var revokedBefore: [String: Int64] = [:]

    package init() {}

    /// - Throws: the first line that is no rule. Empty lines, and those that begin with `#`, say nothing.
    package init(_ text: String) throws(Fault) {
        // By any line break: to Swift "\r\n" is one character, and no "\n".
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let kind = words.first, !kind.hasPrefix("#") else { continue }
            switch (kind, words.count) {
            case ("tenant", 2): tenants.formUnion([words[1], Self.canonical(words[1])])
            case ("subject", 2): subjects.formUnion([words[1], Self.canonical(words[1])])
            case ("operation", 2): operations.formUnion([words[1], Self.canonical(words[1])])
            case ("token", 2): tokens.insert(words[1])
            case ("tokens-of", 4):
                guard words[2] == "before", let moment = Int64(words[3]) else { throw Fault(line: index + 1) }
                for name in [words[1], Self.canonical(words[1])] {
                    revokedBefore[name] = max(revokedBefore[name] ?? .min, moment)
                }
            default: throw Fault(line: index + 1)
            }
        }
    }

    /// A hash or a UUID in the case in which requests have it: hexadecimal numbers are written in either, and a rule in the other
    /// one would block nobody. Any other name is what it is.
    package static func canonical(_ name: String) -> String {
        let groups = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isNumber = [[64], [8, 4, 4, 4, 12]].contains(groups.map(\.count))
        return isNumber && groups.allSatisfy({ $0.allSatisfy(\.isHexadecimalDigit) }) ? name.lowercased() : name
    }

    /// Looked at for each request, also where the token was verified before.
    package func verdict(on context: TenantContext) -> Verdict? {
        if let token = context.tokenID, tokens.contains(token) { return .token }
        if let subject = context.subject {
            // A token that does not say when it was issued may be older.
            if let moment = revokedBefore[subject], (context.issuedAt ?? .min) < moment { return .token }
            if subjects.contains(subject) { return .subject }
        }
        if let tenant = context.tenant, tenants.contains(tenant) { return .tenant }
        return nil
    }
}
