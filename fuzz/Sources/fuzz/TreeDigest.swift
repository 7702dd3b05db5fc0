// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A hash of everything in a syntax tree but the places of its nodes.
struct TreeDigest {
    private var hasher = Hasher()

    static func digest(of document: Document) -> Int {
        var digest = TreeDigest()
        digest.all(document.definitions) { $0.add($1) }
        return digest.hasher.finalize()
    }

    private mutating func all<Node>(_ nodes: [Node], _ add: (inout TreeDigest, Node) -> Void) {
        hasher.combine(nodes.count)
        for node in nodes { add(&self, node) }
    }

    private mutating func optional<Node>(_ node: Node?, _ add: (inout TreeDigest, Node) -> Void) {
        hasher.combine(node == nil)
        if let node { add(&self, node) }
    }

    /// By its bytes: `String` takes canonically equivalent texts for equal.
    private mutating func add(_ text: String) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8.max)
    }

    private mutating func add(_ name: Name) { add(name.value) }
    private mutating func add(_ type: NamedTypeReference) { add(type.name) }

    private mutating func add(_ description: Description) {
        add(description.value)
        add(isBlock: description.isBlock, description.value)
    }

    /// A block string that a block string cannot hold, or that would read badly, is printed as a quoted string.
    private mutating func add(isBlock: Bool, _ content: String) {
        hasher.combine(isBlock && BlockString.isPrintable(content))
    }

    private mutating func add(_ definition: Definition) {
        switch definition {
        case .operation(let node):
            hasher.combine(0)
            optional(node.description) { $0.add($1) }
            hasher.combine(node.type)
            optional(node.name) { $0.add($1) }
            all(node.variables) { digest, variable in
                digest.optional(variable.description) { $0.add($1) }
                digest.add(variable.variable.name)
                digest.add(variable.type)
                digest.optional(variable.defaultValue) { $0.add($1) }
                digest.all(variable.directives) { $0.add($1) }
            }
            all(node.directives) { $0.add($1) }
            add(node.selectionSet)
        case .fragment(let node):
            hasher.combine(1)
            optional(node.description) { $0.add($1) }
            add(node.name)
            add(node.typeCondition)
            all(node.directives) { $0.add($1) }
            add(node.selectionSet)
        case .schema(let node), .schemaExtension(let node):
            if case .schema = definition { hasher.combine(2) } else { hasher.combine(3) }
            optional(node.description) { $0.add($1) }
            all(node.directives) { $0.add($1) }
            all(node.operationTypes) { digest, type in
                digest.hasher.combine(type.operation)
                digest.add(type.type)
            }
        case .directive(let node):
            hasher.combine(4)
            optional(node.description) { $0.add($1) }
            add(node.name)
            all(node.arguments) { $0.add($1) }
            hasher.combine(node.isRepeatable)
            all(node.locations) { $0.add($1) }
        case .type(let node), .typeExtension(let node):
            if case .type = definition { hasher.combine(5) } else { hasher.combine(6) }
            optional(node.description) { $0.add($1) }
            add(node.name)
            all(node.directives) { $0.add($1) }
            add(node.kind)
        }
    }

    private mutating func add(_ kind: TypeDefinition.Kind) {
        switch kind {
        case .scalar: hasher.combine(0)
        case .object(let interfaces, let fields), .interface(let interfaces, let fields):
            if case .object = kind { hasher.combine(1) } else { hasher.combine(2) }
            all(interfaces) { $0.add($1) }
            all(fields) { digest, field in
                digest.optional(field.description) { $0.add($1) }
                digest.add(field.name)
                digest.all(field.arguments) { $0.add($1) }
                digest.add(field.type)
                digest.all(field.directives) { $0.add($1) }
            }
        case .union(let members):
            hasher.combine(3)
            all(members) { $0.add($1) }
        case .enum(let values):
            hasher.combine(4)
            all(values) { digest, value in
                digest.optional(value.description) { $0.add($1) }
                digest.add(value.name)
                digest.all(value.directives) { $0.add($1) }
            }
        case .inputObject(let fields):
            hasher.combine(5)
            all(fields) { $0.add($1) }
        }
    }

    private mutating func add(_ input: InputValueDefinition) {
        optional(input.description) { $0.add($1) }
        add(input.name)
        add(input.type)
        optional(input.defaultValue) { $0.add($1) }
        all(input.directives) { $0.add($1) }
    }

    private mutating func add(_ selectionSet: SelectionSet) {
        all(selectionSet.selections) { digest, selection in
            switch selection {
            case .field(let field):
                digest.hasher.combine(0)
                digest.optional(field.alias) { $0.add($1) }
                digest.add(field.name)
                digest.all(field.arguments) { $0.add($1) }
                digest.all(field.directives) { $0.add($1) }
                digest.optional(field.selectionSet) { $0.add($1) }
            case .fragmentSpread(let spread):
                digest.hasher.combine(1)
                digest.add(spread.name)
                digest.all(spread.directives) { $0.add($1) }
            case .inlineFragment(let fragment):
                digest.hasher.combine(2)
                digest.optional(fragment.typeCondition) { $0.add($1) }
                digest.all(fragment.directives) { $0.add($1) }
                digest.add(fragment.selectionSet)
            }
        }
    }

    private mutating func add(_ directive: Directive) {
        add(directive.name)
        all(directive.arguments) { $0.add($1) }
    }

    private mutating func add(_ argument: Argument) {
        add(argument.name)
        add(argument.value)
    }

    private mutating func add(_ value: Value) {
        switch value {
        case .variable(let variable):
            hasher.combine(0)
            add(variable.name)
        case .int(let text, _):
            hasher.combine(1)
            add(text)
        case .float(let text, _):
            hasher.combine(2)
            add(text)
        case .string(let text, let isBlock, _):
            hasher.combine(3)
            add(text)
            add(isBlock: isBlock, text)
        case .boolean(let boolean, _):
            hasher.combine(4)
            hasher.combine(boolean)
        case .null: hasher.combine(5)
        case .enum(let name, _):
            hasher.combine(6)
            add(name)
        case .list(let items, _):
            hasher.combine(7)
            all(items) { $0.add($1) }
        case .object(let fields, _):
            hasher.combine(8)
            all(fields) { digest, field in
                digest.add(field.name)
                digest.add(field.value)
            }
        }
    }

    private mutating func add(_ type: TypeReference) {
        switch type {
        case .named(let named):
            hasher.combine(0)
            add(named)
        case .list(let inner, _):
            hasher.combine(1)
            add(inner)
        case .nonNull(let inner, _):
            hasher.combine(2)
            add(inner)
        }
    }
}
