// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import GraphQLSchema

/// What of the variables' values decides the SQL: two sets of values of one shape share a plan.
///
/// Null against present, the fields of input objects, the length of lists of objects, booleans, enums, and numbers
/// that say how many rows a page holds. Texts, numbers and lists of them are bound, so that they do not count.
package struct VariableShape: Sendable, Hashable {
    private var bytes: [UInt8] = []

    /// How many bytes it takes.
    package var byteCount: Int { bytes.count }

    /// - Parameters:
    ///   - structural: names of the variables whose numbers count (`pagingVariables(of:)`).
    ///   - nodes: names of those whose ids count, by the type that they name (`nodeVariables(of:)`).
    package init(
        _ variables: [String: InputValue], of operation: OperationDefinition, structural: Set<String>,
        nodes: Set<String> = []
    ) {
        for definition in operation.variables {
            let name = definition.variable.name.value
            guard let value = variables[name] else {
                bytes.append(UInt8(ascii: "-"))
                continue
            }
            if case .int(let number) = value, structural.contains(name) {
                bytes += Array(String(number).utf8)
                bytes.append(UInt8(ascii: ";"))
            } else if case .string(let text) = value, nodes.contains(name) {
                // A text that is no id is refused while planning, so that no plan is kept for it.
                let id = NodeID(text)
                append("\(id?.typeName.utf8.count ?? 0)i\(id?.key.count ?? 0)\(id?.typeName ?? "")")
            } else {
                append(value)
            }
        }
    }

    private mutating func append(_ value: InputValue) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .int, .float, .string, .number: bytes.append(UInt8(ascii: "."))
        case .boolean(let flag): bytes.append(UInt8(ascii: flag ? "t" : "f"))
        case .enum(let name):
            bytes.append(UInt8(ascii: "e"))
            append(name)
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            // A list of leaves is bound as one array, whatever its length.
            for item in items where !item.isBoundLeaf { append(item) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let fields):
            bytes.append(UInt8(ascii: "{"))
            for field in fields {
                append(field.name)
                append(field.value)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Names are ASCII words, so that a colon ends them.
    private mutating func append(_ name: String) {
        bytes += Array(name.utf8)
        bytes.append(UInt8(ascii: ":"))
    }
}

extension InputValue {
    fileprivate var isBoundLeaf: Bool {
        switch self {
        case .int, .float, .string, .number: true
        case .null, .boolean, .enum, .list, .object: false
        }
    }
}
