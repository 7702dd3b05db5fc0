// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Visits every node of an SDL in the reference implementation's order and calls the rules at each.
struct SDLWalker {
    private var rules: [any SDLRule]
    private var faults: FaultCollector

    static func walk(_ sdl: SDL, suggestions: Suggestions, faults: inout FaultCollector) {
        let context = SDLRuleContext(sdl: sdl, suggestions: suggestions)
        var walker = SDLWalker(rules: specifiedSDLRules.map { $0.init(context) }, faults: faults)
        for definition in sdl.definitions {
            if walker.faults.isFull { break }
            walker.faults.document = definition.document
            walker.visit(definition.node)
        }
        faults = walker.faults
    }

    private mutating func visit(_ definition: Definition) {
        // A rule that looks at the directives of a node sees them as it enters the node, before the next rule does.
        let (directives, owner) = definition.directives
        call {
            $0.enter(definition, faults: &$1)
            if !directives.isEmpty { $0.enter(directives, on: owner, faults: &$1) }
        }
        switch definition {
        case .operation(let operation):
            visit(operation)
        case .fragment(let fragment):
            visit(fragment)
        case .schema(let schema), .schemaExtension(let schema):
            visitEach(schema.directives, at: .schema)
            for operationType in schema.operationTypes { visit(operationType.type) }
        case .directive(let directive):
            for argument in directive.arguments { visit(argument, at: .argumentDefinition) }
        case .type(let type), .typeExtension(let type):
            visit(type)
        }
    }

    private mutating func visit(_ type: TypeDefinition) {
        type.interfaces.forEach { visit($0) }
        visitEach(type.directives, at: type.kind.directiveLocation)
        switch type.kind {
        case .scalar:
            break
        case .object(_, let fields), .interface(_, let fields):
            for field in fields { visit(field) }
        case .union(let members):
            for member in members { visit(member) }
        case .enum(let values):
            for value in values { visit(value.directives, on: .member, at: .enumValue) }
        case .inputObject(let fields):
            for field in fields { visit(field, at: .inputFieldDefinition) }
        }
    }

    private mutating func visit(_ field: FieldDefinition) {
        enter(field.directives, on: .member)
        for argument in field.arguments { visit(argument, at: .argumentDefinition) }
        visit(field.type.innermost)
        visitEach(field.directives, at: .fieldDefinition)
    }

    private mutating func visit(_ inputValue: InputValueDefinition, at location: DirectiveLocation) {
        enter(inputValue.directives, on: .member)
        visit(inputValue.type.innermost)
        if let value = inputValue.defaultValue { call { $0.enter(value, faults: &$1) } }
        visitEach(inputValue.directives, at: location)
    }

    mutating func visit(_ type: NamedTypeReference, in part: DocumentPart = .typeSystem) {
        call { $0.enter(type, in: part, faults: &$1) }
    }

    mutating func visit(
        _ directives: [Directive], on owner: DirectiveOwner, at location: DirectiveLocation
    ) {
        enter(directives, on: owner)
        visitEach(directives, at: location)
    }

    mutating func enter(_ directives: [Directive], on owner: DirectiveOwner) {
        guard !directives.isEmpty else { return }
        call { $0.enter(directives, on: owner, faults: &$1) }
    }

    mutating func visitEach(_ directives: [Directive], at location: DirectiveLocation) {
        for directive in directives {
            call { $0.enter(directive, at: location, faults: &$1) }
            for argument in directive.arguments { call { $0.enter(argument.value, faults: &$1) } }
            call { $0.leave(directive, faults: &$1) }
        }
    }

    mutating func call(_ body: (inout any SDLRule, inout FaultCollector) -> Void) {
        if faults.isFull { return }
        for index in rules.indices { body(&rules[index], &faults) }
    }
}

extension Definition {
    /// The directives on the definition itself, and what they belong to.
    fileprivate var directives: ([Directive], DirectiveOwner) {
        switch self {
        case .operation(let operation): (operation.directives, .member)
        case .fragment(let fragment): (fragment.directives, .member)
        case .schema(let schema), .schemaExtension(let schema): (schema.directives, .schema)
        case .directive: ([], .member)
        case .type(let type), .typeExtension(let type): (type.directives, .type(type.name.value))
        }
    }
}

extension TypeDefinition.Kind {
    /// Where directives on a type of this kind stand.
    var directiveLocation: DirectiveLocation {
        switch self {
        case .scalar: .scalar
        case .object: .object
        case .interface: .interface
        case .union: .union
        case .enum: .enum
        case .inputObject: .inputObject
        }
    }
}
