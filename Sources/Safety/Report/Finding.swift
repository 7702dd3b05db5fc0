// SPDX-License-Identifier: Apache-2.0

package import SQL

/// How much a finding weighs.
package enum Severity: String, Sendable, Hashable, Codable {
    /// The server does not start.
    case error
    /// The server starts; somebody should look.
    case warning
}

/// One breach of a safety rule: what is wrong with what, why that matters, and what mends it.
package struct Finding: Sendable, Hashable {
    package var code: SafetyCode
    package var severity: Severity
    package var object: SafetyObject
    /// One or two sentences.
    package var message: String
    /// SQL that mends it, to be run by the owner after reading it; nil where that takes a decision.
    package var mend: String?

    package init(code: SafetyCode, severity: Severity, object: SafetyObject, message: String, mend: String? = nil) {
        self.code = code
        self.severity = severity
        self.object = object
        self.message = message
        self.mend = mend
    }
}

/// What a finding is about.
package enum SafetyObject: Sendable, Hashable {
    case relation(QualifiedName)
    case column(String, of: QualifiedName)
    case policy(String, of: QualifiedName)
    /// A constraint or index.
    case key(String, of: QualifiedName)
    case function(QualifiedName, identityArguments: String)
    case role(String)
    case schema(String)
    case database(String)

    /// The kind of object, in one word.
    package var kind: String {
        switch self {
        case .relation: "relation"
        case .column: "column"
        case .policy: "policy"
        case .key: "key"
        case .function: "function"
        case .role: "role"
        case .schema: "schema"
        case .database: "database"
        }
    }
}

extension SafetyObject: CustomStringConvertible {
    /// The name without the kind. Stable, so that a baseline can name a finding by its code and this.
    package var description: String {
        switch self {
        case .relation(let name): name.description
        case .column(let column, let relation): "\(relation).\(column)"
        case .policy(let policy, let relation): "\(policy) on \(relation)"
        case .key(let key, let relation): "\(key) on \(relation)"
        case .function(let name, let arguments): "\(name)(\(arguments))"
        case .role(let name), .schema(let name), .database(let name): name
        }
    }
}

extension Relation {
    var object: SafetyObject { .relation(name) }
}

extension Function {
    var object: SafetyObject { .function(name, identityArguments: identityArguments) }
}
