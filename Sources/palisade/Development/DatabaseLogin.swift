// SPDX-License-Identifier: Apache-2.0

/// Connection strings, as libpq takes them, with another login in them.
enum DatabaseLogin {
    /// The connection string of the same database for another user.
    ///
    /// - Parameters:
    ///   - connectionString: a `postgresql://` URL or a list of `key=value`.
    ///   - user: letters, digits and underscores only, as the password.
    static func connectionString(_ connectionString: String, user: String, password: String) -> String {
        guard let scheme = ["postgresql://", "postgres://"].first(where: connectionString.hasPrefix) else {
            // Of keys that are given twice, libpq takes the last.
            return "\(connectionString) user=\(user) password=\(password)"
        }
        let rest = connectionString.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let hosts = rest[..<end].lastIndex(of: "@").map { rest[rest.index(after: $0)..<end] } ?? rest[..<end]
        return "\(scheme)\(user):\(password)@\(hosts)\(withoutLogin(rest[end...]))"
    }

    /// Takes `user` and `password` out of a URL's query, where they would win over those before the host.
    private static func withoutLogin(_ pathAndQuery: Substring) -> String {
        guard let mark = pathAndQuery.firstIndex(of: "?") else { return String(pathAndQuery) }
        let kept = pathAndQuery[pathAndQuery.index(after: mark)...].split(separator: "&").filter { item in
            !item.hasPrefix("user=") && !item.hasPrefix("password=")
        }
        let path = String(pathAndQuery[..<mark])
        return kept.isEmpty ? path : path + "?" + kept.joined(separator: "&")
    }
}
