// SPDX-License-Identifier: Apache-2.0

import JSON

extension TenancyConfigurationReader {
    /// The issuers of `PALISADE_JWKS` and of the document in `PALISADE_ISSUERS`.
    mutating func issuers() -> [TokenIssuer] {
        var issuers: [TokenIssuer] = []
        if let place = value("PALISADE_JWKS") {
            let algorithm = value("PALISADE_JWT_ALGORITHM").flatMap(TokenAlgorithm.init(rawValue:))
            if let source = keySet(place, of: "PALISADE_JWKS") {
                issuers.append(TokenIssuer(issuer: nil, audience: nil, algorithm: algorithm, source: source))
            }
        }
        guard let text = value("PALISADE_ISSUERS") else { return issuers }
        guard
            let json = try? JSON.parse(Array(text.utf8), limits: JSONLimits(maximumDepth: 8, nullCharacter: .refused)),
            let entries = json.arrayValue, !entries.isEmpty
        else {
            noteIssuers("is not a JSON array of issuers")
            return issuers
        }
        for (index, entry) in entries.enumerated() {
            guard let issuer = issuer(entry, position: index + 1) else { continue }
            guard !issuers.contains(where: { $0.issuer == issuer.issuer && $0.source == issuer.source }) else {
                noteIssuers("has issuer \(index + 1) twice")
                continue
            }
            issuers.append(issuer)
        }
        return issuers
    }

    private static let members = ["issuer", "audience", "algorithm", "jwks", "publicKey", "secret"]

    private mutating func issuer(_ json: JSON, position: Int) -> TokenIssuer? {
        guard let members = json.members else {
            noteIssuers("has no object as issuer \(position)")
            return nil
        }
        for member in members where !Self.members.contains(member.name) || (member.value.stringValue ?? "").isEmpty {
            noteIssuers("has \"\(member.name)\" in issuer \(position), which is not known, or not a text")
            return nil
        }
        // Several issuers are told apart by nothing else.
        guard let name = json["issuer"]?.stringValue else {
            noteIssuers("has no \"issuer\" in issuer \(position)")
            return nil
        }
        var algorithm: TokenAlgorithm?
        if let text = json["algorithm"]?.stringValue {
            algorithm = TokenAlgorithm(rawValue: text)
            if algorithm == nil {
                noteIssuers("has an unknown algorithm in issuer \(position)")
                return nil
            }
        }
        let sources: [TokenIssuer.Source?] = [
            json["jwks"]?.stringValue.flatMap { keySet($0, of: "PALISADE_ISSUERS") },
            json["publicKey"]?.stringValue.map { .publicKeyFile($0) },
            json["secret"]?.stringValue.map { .secretFile($0) },
        ]
        guard sources.compactMap(\.self).count == 1, let source = sources.compactMap(\.self).first else {
            noteIssuers("has not exactly one of \"jwks\", \"publicKey\", \"secret\" in issuer \(position)")
            return nil
        }
        return TokenIssuer(
            issuer: name, audience: json["audience"]?.stringValue, algorithm: algorithm, source: source)
    }

    /// A path, or an address whose answer nobody on the way can change.
    private mutating func keySet(_ place: String, of variable: String) -> TokenIssuer.Source? {
        if place.hasPrefix("https://") { return .keySetURL(place) }
        guard place.contains("://") else { return .keySetFile(place) }
        let isLoopback = ["http://localhost", "http://127.0.0.1", "http://[::1]"].contains { prefix in
            guard place.hasPrefix(prefix) else { return false }
            let next = place.dropFirst(prefix.count).first
            return next == nil || next == ":" || next == "/"
        }
        if isLoopback { return .keySetURL(place) }
        note(
            variable, "has the address \(place), which is not https",
            "Keys that come over http could be anybody's. Use https, or a file.")
        return nil
    }

    private mutating func noteIssuers(_ problem: String) {
        note(
            "PALISADE_ISSUERS", problem,
            "Write [{\"issuer\": \"https://id.example.org/\", \"audience\": \"api\", \"jwks\": \"https://id.example.org/jwks.json\"}]."
        )
    }
}
