// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Typed access to the arguments of an applied directive.
///
/// That the arguments exist is checked when the schema is built, and what they hold by `DirectiveValues`; a reader that finds
/// something else therefore answers nil.
struct DirectiveReader {
    /// The directive's name; empty for an object among its arguments.
    let name: String
    private let arguments: [String: Value]

    init?(_ name: String, in directives: [Directive]) {
        guard let directive = directives.first(where: { $0.name.value == name }) else { return nil }
        self.name = name
        arguments = Dictionary(
            directive.arguments.map { ($0.name.value, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private init(_ fields: [ObjectField]) {
        name = ""
        arguments = Dictionary(fields.map { ($0.name.value, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func string(_ name: String) -> String? {
        guard case .string(let value, _, _)? = value(name) else { return nil }
        return value
    }

    func boolean(_ name: String) -> Bool? {
        guard case .boolean(let value, _)? = value(name) else { return nil }
        return value
    }

    func int(_ name: String) -> Int? {
        guard case .int(let text, _)? = value(name) else { return nil }
        return Int(text)
    }

    func enumValue(_ name: String) -> String? {
        guard case .enum(let value, _)? = value(name) else { return nil }
        return value
    }

    /// A list of strings; a single string counts as a list of one.
    func strings(_ name: String) -> [String]? {
        switch value(name) {
        case .string(let value, _, _)?: return [value]
        case .list(let items, _)?:
            return items.compactMap { item in
                guard case .string(let value, _, _) = item else { return nil }
                return value
            }
        default: return nil
        }
    }

    /// The objects of a list, each read like a directive; a single object counts as a list of one. Nil without the
    /// argument.
    func objects(_ name: String) -> [DirectiveReader]? {
        let items: [Value]
        switch value(name) {
        case .list(let list, _)?: items = list
        case let item?: items = [item]
        case nil: return nil
        }
        return items.compactMap { item in
            guard case .object(let fields, _) = item else { return nil }
            return DirectiveReader(fields)
        }
    }

    func has(_ name: String) -> Bool { arguments[name] != nil }

    private func value(_ name: String) -> Value? { arguments[name] }
}
