// SPDX-License-Identifier: Apache-2.0

internal import GraphQLLanguage

/// Takes fields and types out of a schema, and with them all that cannot be without them, until it is valid again.
///
/// What goes with what: a type that has no field left that leads to a value; a field whose type is gone; an argument or
/// input field whose type is gone, and where it had to be given, the field or input type that it belongs to; a type's
/// `implements` where it has not all of the interface's fields any more; at last, what no root field leads to.
package struct SchemaPruner {
    private let schema: Schema
    private var hiddenFields: [String: Set<String>]
    private var hiddenTypes: Set<String>
    private let companions: [String: [String]]

    /// - Parameters:
    ///   - hiddenFields: type → fields of object, interface and input types.
    ///   - hiddenTypes: types that go as a whole.
    ///   - companions: type → types that go where it goes.
    package init(
        _ schema: Schema, hiddenFields: [String: Set<String>], hiddenTypes: Set<String> = [],
        companions: [String: [String]] = [:]
    ) {
        self.schema = schema
        self.hiddenFields = hiddenFields
        self.hiddenTypes = hiddenTypes
        self.companions = companions
    }

    /// What is left. The query root stays, though it may have no field: such a schema answers `__typename` and
    /// introspection.
    package static func prune(
        _ schema: Schema, hiddenFields: [String: Set<String>], hiddenTypes: Set<String> = [],
        companions: [String: [String]] = [:]
    ) -> Schema {
        var pruner = SchemaPruner(
            schema, hiddenFields: hiddenFields, hiddenTypes: hiddenTypes, companions: companions)
        return pruner.prune()
    }

    private mutating func prune() -> Schema {
        var types = schema.types
        // Each round hides more types, of which there are finitely many.
        while true {
            let before = hiddenTypes
            types = withoutHidden(types)
            hideCompanions()
            hideWhatLeadsNowhere(types)
            if hiddenTypes == before { break }
        }
        types = withFittingInterfaces(types)
        let reachable = reachableNames(types)
        types = types.filter { reachable.contains($0.name) || BuiltInTypes.byName[$0.name] != nil }
        let names = Set(types.map(\.name))
        return Schema(
            description: schema.description, appliedDirectives: schema.appliedDirectives,
            queryTypeName: schema.queryTypeName,
            mutationTypeName: schema.mutationTypeName.flatMap { names.contains($0) ? $0 : nil },
            subscriptionTypeName: schema.subscriptionTypeName.flatMap { names.contains($0) ? $0 : nil },
            types: types, directives: schema.directives)
    }

    private mutating func hideCompanions() {
        for type in hiddenTypes { hiddenTypes.formUnion(companions[type] ?? []) }
    }

    /// Hides the types from which no field leads to a value: those with none, and rings of types that only lead to
    /// each other, such as filters of nothing but `and`, `or`, `not` and relations.
    private mutating func hideWhatLeadsNowhere(_ types: [NamedType]) {
        var leading = Set(
            types.filter { type in
                switch type {
                case .scalar, .enum: true
                case .object, .interface, .union, .inputObject: false
                }
            }.map(\.name))
        var pending = types.filter { !leading.contains($0.name) }
        let implementations = implementations(among: types)
        while true {
            let found = pending.filter { type in
                // An interface is worth what its objects are.
                let targets = if case .interface = type { implementations[type.name] ?? [] } else { type.targets }
                return targets.contains(where: leading.contains)
            }
            if found.isEmpty { break }
            leading.formUnion(found.map(\.name))
            pending.removeAll { leading.contains($0.name) }
        }
        hiddenTypes.formUnion(pending.map(\.name).filter { $0 != schema.queryTypeName })
    }

    /// The types without what is hidden. Hides input types that have lost a field that must be given.
    private mutating func withoutHidden(_ types: [NamedType]) -> [NamedType] {
        var unsatisfiable: Set<String> = []
        let kept = types.compactMap { type -> NamedType? in
            guard !hiddenTypes.contains(type.name) else { return nil }
            let hidden = hiddenFields[type.name] ?? []
            switch type {
            case .scalar, .enum:
                return type
            case .object(let object):
                return .object(
                    ObjectType(
                        name: object.name, description: object.description, interfaces: object.interfaces,
                        fields: visible(object.fields, hidden: hidden), appliedDirectives: object.appliedDirectives))
            case .interface(let interface):
                return .interface(
                    InterfaceType(
                        name: interface.name, description: interface.description, interfaces: interface.interfaces,
                        fields: visible(interface.fields, hidden: hidden),
                        appliedDirectives: interface.appliedDirectives))
            case .union(var union):
                union.memberTypes.removeAll { hiddenTypes.contains($0) }
                return .union(union)
            case .inputObject(let input):
                let isKept = { [hiddenTypes] (field: InputValueType) in
                    !hidden.contains(field.name) && !hiddenTypes.contains(field.type.namedType)
                }
                guard input.fields.allSatisfy({ isKept($0) || !$0.isRequired }) else {
                    unsatisfiable.insert(input.name)
                    return nil
                }
                return .inputObject(
                    InputObjectType(
                        name: input.name, description: input.description, isOneOf: input.isOneOf,
                        fields: input.fields.filter(isKept),
                        appliedDirectives: input.appliedDirectives))
            }
        }
        hiddenTypes.formUnion(unsatisfiable)
        return kept
    }

    private func visible(_ fields: [FieldType], hidden: Set<String>) -> [FieldType] {
        fields.compactMap { field -> FieldType? in
            guard !hidden.contains(field.name), !hiddenTypes.contains(field.type.namedType) else { return nil }
            var field = field
            let gone = field.arguments.filter { hiddenTypes.contains($0.type.namedType) }
            guard !gone.contains(where: \.isRequired) else { return nil }
            field.arguments.removeAll { hiddenTypes.contains($0.type.namedType) }
            return field
        }
    }

    /// The types, each with those of its interfaces that are there and whose every field it has.
    private func withFittingInterfaces(_ types: [NamedType]) -> [NamedType] {
        let fitting = FittingInterfaces(types)
        return types.map { type in
            switch type {
            case .object(var object):
                object.interfaces = fitting.of(type)
                return .object(object)
            case .interface(var interface):
                interface.interfaces = fitting.of(type)
                return .interface(interface)
            case .scalar, .union, .enum, .inputObject:
                return type
            }
        }
    }

    /// Interface → the object types that have all of its fields.
    private func implementations(among types: [NamedType]) -> [String: [String]] {
        let fitting = FittingInterfaces(types)
        var implementations: [String: [String]] = [:]
        for case .object(let object) in types {
            for name in fitting.of(.object(object)) { implementations[name, default: []].append(object.name) }
        }
        return implementations
    }

    /// What the root types and the directives lead to.
    private func reachableNames(_ types: [NamedType]) -> Set<String> {
        let byName = Dictionary(types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let implementations = implementations(among: types)
        var pending = OperationType.allCases.compactMap(schema.rootTypeName(for:))
        pending += schema.directives.flatMap { $0.arguments.map(\.type.namedType) }
        var found: Set<String> = []
        while let next = pending.popLast() {
            guard let type = byName[next], found.insert(next).inserted else { continue }
            pending += type.targets + (implementations[next] ?? [])
            switch type {
            case .object(let object): pending += object.fields.flatMap(\.argumentTypes) + object.interfaces
            case .interface(let interface): pending += interface.fields.flatMap(\.argumentTypes) + interface.interfaces
            case .scalar, .union, .enum, .inputObject: break
            }
        }
        return found
    }
}

/// Which interfaces a type still implements, when it or they have lost fields.
private struct FittingInterfaces {
    private var fields: [String: [String]] = [:]

    init(_ types: [NamedType]) {
        for case .interface(let interface) in types { fields[interface.name] = interface.fields.map(\.name) }
    }

    func of(_ type: NamedType) -> [String] {
        switch type {
        case .object(let object): fitting(object.interfaces) { object.field(named: $0) != nil }
        case .interface(let interface): fitting(interface.interfaces) { interface.field(named: $0) != nil }
        case .scalar, .union, .enum, .inputObject: []
        }
    }

    private func fitting(_ names: [String], _ has: (String) -> Bool) -> [String] {
        names.filter { fields[$0]?.allSatisfy(has) ?? false }
    }
}

extension NamedType {
    /// The types that its fields or members lead to.
    fileprivate var targets: [String] {
        switch self {
        case .scalar, .enum: []
        case .object(let object): object.fields.map(\.type.namedType)
        case .interface(let interface): interface.fields.map(\.type.namedType)
        case .union(let union): union.memberTypes
        case .inputObject(let input): input.fields.map(\.type.namedType)
        }
    }
}

extension FieldType {
    fileprivate var argumentTypes: [String] { arguments.map(\.type.namedType) }
}
