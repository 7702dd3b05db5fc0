// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ

/// The keywords that libpq connects by: ours, the user's, and those that no user may change.
struct ConnectionParameters {
    /// The session settings that reading and writing values relies on, by their names in start-up options. Without
    /// `array_nulls` a null in a list would be written as the text NULL; without `row_security` every statement that a
    /// policy bears on would fail.
    static let sessionSettings = [
        ("TimeZone", "UTC"),
        ("DateStyle", "ISO"),
        ("standard_conforming_strings", "on"),
        ("extra_float_digits", "1"),
        ("array_nulls", "on"),
        ("row_security", "on"),
    ]

    private(set) var keywords: [(name: String, value: String)] = []
    private var secrets: [String] = []

    /// Reads the connection string.
    ///
    /// - Returns: `nil` if libpq cannot read it.
    init?(_ configuration: PostgresConnectionConfiguration) {
        guard !configuration.connectionString.utf8.contains(0),
            !configuration.applicationName.utf8.contains(0),
            let parsed = Self.parse(configuration.connectionString)
        else {
            return nil
        }
        keywords = [
            // A peer that is gone without a word must not hold a connection for the hours that are the system's default.
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            // Not offered before the server is asked: it costs a round trip, and few servers have it.
            ("gssencmode", "disable"),
            ("application_name", configuration.applicationName),
        ]
        if configuration.choosesWritable, Self.namesSeveralHosts(parsed) {
            // The first host that answers may be the standby that it has become.
            keywords.append(("target_session_attrs", "read-write"))
        }
        keywords += parsed
        keywords.append(("client_encoding", "UTF8"))
        if configuration.route == .direct {
            let own = Self.sessionSettings.map { "-c \($0.0)=\($0.1)" }.joined(separator: " ")
            let given = parsed.last { $0.name == "options" }?.value
            keywords.append(("options", given.map { "\($0) \(own)" } ?? own))
        }
        secrets = parsed.filter { ["password", "sslpassword"].contains($0.name) && !$0.value.isEmpty }.map(\.value)
    }

    /// `message` with each password in it masked, and on one line.
    func masked(_ message: String) -> String {
        var text = message
        for secret in secrets {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
        }
        return text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }

    /// Calls `body` with the arrays that `PQconnectStartParams` takes.
    func withArrays<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        // One buffer for all texts, as pointers into Swift strings would end with each closure.
        var bytes: [CChar] = []
        var starts: [(name: Int, value: Int)] = []
        for keyword in keywords {
            let name = bytes.count
            bytes.append(contentsOf: keyword.name.utf8CString)
            let value = bytes.count
            bytes.append(contentsOf: keyword.value.utf8CString)
            starts.append((name, value))
        }
        return bytes.withUnsafeBufferPointer { buffer in
            var names: [UnsafePointer<CChar>?] = []
            var values: [UnsafePointer<CChar>?] = []
            for start in starts {
                names.append(buffer.baseAddress.map { $0 + start.name })
                values.append(buffer.baseAddress.map { $0 + start.value })
            }
            names.append(nil)
            values.append(nil)
            return body(names, values)
        }
    }

    private static func namesSeveralHosts(_ parsed: [(name: String, value: String)]) -> Bool {
        parsed.contains { ["host", "hostaddr"].contains($0.name) && $0.value.contains(",") }
    }

    /// What a connection string says, as `key=value`, without what libpq calls a secret.
    static func masked(_ connectionString: String) -> String? {
        guard !connectionString.utf8.contains(0), let options = PQconninfoParse(connectionString, nil) else {
            return nil
        }
        defer { PQconninfoFree(options) }
        var words: [String] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                // "*": not to be shown.
                let isSecret = option.pointee.dispchar.map { String(cString: $0) == "*" } ?? true
                words.append("\(String(cString: keyword))=\(isSecret ? "***" : quoted(String(cString: value)))")
            }
            option += 1
        }
        return words.joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
        guard value.isEmpty || value.contains(where: { $0.isWhitespace || $0 == "'" || $0 == "\\" }) else {
            return value
        }
        let escaped = value.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "'\(escaped)'"
    }

    private static func parse(_ connectionString: String) -> [(name: String, value: String)]? {
        guard let options = PQconninfoParse(connectionString, nil) else {
            return nil
        }
        defer { PQconninfoFree(options) }
        var parsed: [(name: String, value: String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                parsed.append((String(cString: keyword), String(cString: value)))
            }
            option += 1
        }
        return parsed
    }
}
