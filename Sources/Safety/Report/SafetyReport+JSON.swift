// SPDX-License-Identifier: Apache-2.0

package import JSON

extension SafetyReport {
    /// An array of `{code, severity, kind, object, message, mend}`, `mend` null where there is none.
    package var json: JSON {
        .array(findings.map(\.json))
    }
}

extension Finding {
    /// One item of the report's array.
    package var json: JSON {
        .object([
            JSONMember(name: "code", value: .string(code.rawValue)),
            JSONMember(name: "severity", value: .string(severity.rawValue)),
            JSONMember(name: "kind", value: .string(object.kind)),
            JSONMember(name: "object", value: .string(object.description)),
            JSONMember(name: "message", value: .string(message)),
            JSONMember(name: "mend", value: mend.map { .string($0) } ?? .null),
        ])
    }
}
