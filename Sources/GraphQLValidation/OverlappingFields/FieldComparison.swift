// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Finds the fields that cannot be merged: graphql-js's algorithm, with its conflicts in its order, within a budget.
///
/// Within a selection set every two fields of one response key are compared, then its fields with those of each
/// fragment it spreads, then these fragments with each other; two fields with subfields compare their selection sets
/// in the same manner. Done naively that is quadratic in the number of fields that are written alike. So a first run
/// compares two of a kind only, and skips pairs of selection sets known to be free of conflicts; only where it finds a
/// conflict, which is to be reported with all its fields, a second run compares everything.
///
/// Fragments are followed with a stack of our own; recursion is as deep as fields nest through fragments, which
/// `maximumDepth` limits. Nothing in the recursion is inlined: together the frames would be four times as large.
struct FieldComparison {
    /// The budget or the depth was used up: nothing more is compared, and no verdict can be given.
    private(set) var isExhausted = false

    private var index: SelectionIndex
    private let schema: Schema
    private var budget: Int
    private var memory = ComparisonMemory()
    private var maps: [FieldMap?]
    private var kinds: [MapKind: Int] = [:]
    private var comparesEverything = false

    private static let maximumDepth = 100
    /// What a step costs, in units of about 50 ns.
    private enum Cost {
        static let field = 4
        static let conflict = 100
    }

    private struct MapKind: Hashable {
        var shape: Int
        var parent: String?
    }

    init(index: SelectionIndex, schema: Schema, budget: Int) {
        self.index = index
        self.schema = schema
        self.budget = budget
        maps = Array(repeating: nil, count: index.sets.count)
    }

    /// The conflicts of a selection set of the document, at most `limit`.
    mutating func conflicts(within selectionSet: Int, on parent: String?, limit: Int) -> [FieldConflict] {
        guard index.sets[selectionSet].mayOverlap else { return [] }
        let map = self.map(of: selectionSet, on: parent)
        var conflicts: [FieldConflict] = []
        for group in map.groups where group.all.count > 1 && conflicts.count < limit && !isExhausted {
            collect(into: &conflicts) { comparison, conflicts in
                comparison.compare(within: group, limit: limit, into: &conflicts)
            }
        }
        for (position, fragment) in map.fragments.enumerated() where conflicts.count < limit && !isExhausted {
            collect(into: &conflicts) { comparison, conflicts in
                comparison.compare(map, withFragment: fragment, false, depth: 0, into: &conflicts)
            }
            for other in map.fragments[(position + 1)...] where conflicts.count < limit && !isExhausted {
                collect(into: &conflicts) { comparison, conflicts in
                    comparison.compareFragments(fragment, other, false, depth: 0, into: &conflicts)
                }
            }
        }
        return conflicts
    }

    /// Compares representatives, and everything if they conflict.
    private mutating func collect(
        into conflicts: inout [FieldConflict],
        _ compare: (inout FieldComparison, inout [FieldConflict]) -> Void
    ) {
        let moment = memory.moment
        var found: [FieldConflict] = []
        compare(&self, &found)
        if !found.isEmpty, !isExhausted {
            memory.forget(since: moment)
            found = []
            comparesEverything = true
            compare(&self, &found)
            comparesEverything = false
        }
        conflicts += found
    }

    private func fields(of group: FieldMap.Group) -> [FieldMap.Occurrence] {
        comparesEverything ? group.all : group.representatives
    }

    private mutating func spend(_ cost: Int) {
        budget -= cost
        if budget < 0 { isExhausted = true }
    }

    private mutating func compare(within group: FieldMap.Group, limit: Int, into conflicts: inout [FieldConflict]) {
        let fields = fields(of: group)
        for (position, first) in fields.enumerated() {
            for second in fields[(position + 1)...] {
                if isExhausted || conflicts.count >= limit { return }
                if let conflict = conflict(group.key, first, second, false, depth: 0) { conflicts.append(conflict) }
            }
        }
    }

    @inline(never)
    private mutating func compare(
        _ first: FieldMap, _ second: FieldMap, _ areExclusive: Bool, depth: Int, into conflicts: inout [FieldConflict]
    ) {
        spend(1 + first.groups.count)
        for group in first.groups {
            guard let other = second.group(group.key) else { continue }
            for field in fields(of: group) {
                for otherField in fields(of: other) {
                    if isExhausted { return }
                    if let conflict = conflict(group.key, field, otherField, areExclusive, depth: depth) {
                        conflicts.append(conflict)
                    }
                }
            }
        }
    }

    /// Compares fields with those of a fragment and of the fragments that it spreads in turn.
    @inline(never)
    private mutating func compare(
        _ map: FieldMap, withFragment name: Int, _ areExclusive: Bool, depth: Int,
        into conflicts: inout [FieldConflict]
    ) {
        guard let fragment = self.map(ofFragment: name), fragment.selectionSet != map.selectionSet else { return }
        compare(map, fragment, areExclusive, depth: depth, into: &conflicts)
        var open = [(name: name, rest: fragment.fragments[...])]
        while let (outer, _) = open.last, !isExhausted {
            guard let inner = open[open.count - 1].rest.popFirst() else {
                open.removeLast()
                continue
            }
            spend(1)
            if memory.hasCompared(inner, outer, areExclusive: areExclusive) { continue }
            memory.noteCompared(inner, outer, areExclusive: areExclusive)
            guard let fragment = self.map(ofFragment: inner), fragment.selectionSet != map.selectionSet else {
                continue
            }
            compare(map, fragment, areExclusive, depth: depth, into: &conflicts)
            open.append((inner, fragment.fragments[...]))
        }
    }

    /// Compares the fields of two fragments, and each with the fragments that the other spreads.
    @inline(never)
    private mutating func compareFragments(
        _ first: Int, _ second: Int, _ areExclusive: Bool, depth: Int, into conflicts: inout [FieldConflict]
    ) {
        var pending = [(first, second)]
        while let (first, second) = pending.popLast(), !isExhausted {
            spend(1)
            if first == second || memory.hasCompared(first, second, areExclusive: areExclusive) { continue }
            memory.noteCompared(first, second, areExclusive: areExclusive)
            guard let firstMap = map(ofFragment: first), let secondMap = map(ofFragment: second) else { continue }
            compare(firstMap, secondMap, areExclusive, depth: depth, into: &conflicts)
            pending += firstMap.fragments.reversed().map { ($0, second) }
            pending += secondMap.fragments.reversed().map { (first, $0) }
        }
    }

    /// Compares the selection sets of two fields.
    @inline(never)
    private mutating func compareSubselections(
        _ first: FieldMap, _ second: FieldMap, _ areExclusive: Bool, depth: Int
    ) -> [FieldConflict] {
        if memory.isFree(first.kind, second.kind, areExclusive: areExclusive) { return [] }
        var conflicts: [FieldConflict] = []
        compare(first, second, areExclusive, depth: depth, into: &conflicts)
        for fragment in second.fragments {
            compare(first, withFragment: fragment, areExclusive, depth: depth, into: &conflicts)
        }
        for fragment in first.fragments {
            compare(second, withFragment: fragment, areExclusive, depth: depth, into: &conflicts)
        }
        for fragment in first.fragments {
            for other in second.fragments where !isExhausted {
                compareFragments(fragment, other, areExclusive, depth: depth, into: &conflicts)
            }
        }
        if conflicts.isEmpty, !isExhausted { memory.noteFree(first.kind, second.kind, areExclusive: areExclusive) }
        return conflicts
    }

    /// Why two fields of one response key cannot be merged, if so.
    @inline(never)
    private mutating func conflict(
        _ key: Int, _ first: FieldMap.Occurrence, _ second: FieldMap.Occurrence, _ parentsAreExclusive: Bool,
        depth: Int
    ) -> FieldConflict? {
        spend(Cost.field)
        if depth >= Self.maximumDepth { isExhausted = true }
        if isExhausted { return nil }
        // Different object types never apply to one object, so that what they select may differ. Abstract types could,
        // if not now then with a later schema.
        let areExclusive =
            parentsAreExclusive
            || (first.parent != second.parent && first.parentIsObject && second.parentIsObject)
        if !areExclusive {
            if first.field.name != second.field.name {
                return conflict(
                    key, first, second,
                    .differentFields(index.text(first.field.name), index.text(second.field.name)))
            }
            if first.field.arguments != second.field.arguments {
                return conflict(key, first, second, .differingArguments)
            }
        }
        if let type = first.type, let otherType = second.type, areConflicting(type, otherType) {
            return conflict(key, first, second, .conflictingTypes(type, otherType))
        }
        guard let set = first.field.selectionSet, let otherSet = second.field.selectionSet else { return nil }
        let inner = compareSubselections(
            map(of: set, on: first.type?.namedType), map(of: otherSet, on: second.type?.namedType), areExclusive,
            depth: depth + 1)
        if inner.isEmpty { return nil }
        spend(Cost.conflict)
        return FieldConflict(
            key: index.text(key), reason: .subfields(inner.map { ($0.key, $0.reason) }),
            first: [first.field.range] + inner.flatMap(\.first),
            second: [second.field.range] + inner.flatMap(\.second))
    }

    @inline(never)
    private mutating func conflict(
        _ key: Int, _ first: FieldMap.Occurrence, _ second: FieldMap.Occurrence, _ reason: FieldConflict.Reason
    ) -> FieldConflict {
        spend(Cost.conflict)
        return FieldConflict(
            key: index.text(key), reason: reason, first: [first.field.range], second: [second.field.range])
    }

    /// Whether no value can be of both types. Subfields of composite types are compared on their own.
    private func areConflicting(_ first: TypeRef, _ second: TypeRef) -> Bool {
        switch (first, second) {
        case (.list(let inner), .list(let otherInner)), (.nonNull(let inner), .nonNull(let otherInner)):
            areConflicting(inner, otherInner)
        case (.list, _), (_, .list), (.nonNull, _), (_, .nonNull):
            true
        case (.named(let name), .named(let otherName)):
            name != otherName
                && (schema.type(named: name)?.isLeaf == true || schema.type(named: otherName)?.isLeaf == true)
        }
    }

    private mutating func map(ofFragment name: Int) -> FieldMap? {
        guard let fragment = index.fragments[name] else { return nil }
        return map(of: fragment.selectionSet, on: index.text(fragment.condition))
    }

    /// The fields of a selection set. Its parent type is the same whoever asks first.
    @inline(never)
    private mutating func map(of selectionSet: Int, on parent: String?) -> FieldMap {
        if let map = maps[selectionSet] { return map }
        let type = parent.flatMap { schema.type(named: $0) }
        let kind = MapKind(shape: index.sets[selectionSet].shape, parent: type?.name)
        let number = kinds[kind, default: kinds.count]
        kinds[kind] = number
        let map = FieldMap(selectionSet: selectionSet, kind: number)
        add(selectionSet, on: type, to: map)
        maps[selectionSet] = map
        return map
    }

    private mutating func add(_ selectionSet: Int, on type: NamedType?, to map: FieldMap) {
        let parent = type.map { index.number($0.name) }
        for entry in index.sets[selectionSet].entries {
            switch entry {
            case .field(let field):
                let (isObject, definition): (Bool, FieldType?)
                switch type {
                case .object(let object): (isObject, definition) = (true, object.field(named: index.text(field.name)))
                case .interface(let interface):
                    (isObject, definition) = (false, interface.field(named: index.text(field.name)))
                case .scalar, .union, .enum, .inputObject, nil: (isObject, definition) = (false, nil)
                }
                map.add(
                    FieldMap.Occurrence(
                        field: field, parent: parent, parentIsObject: isObject, type: definition?.type))
            case .fragmentSpread(let name):
                map.addFragment(name)
            case .inlineFragment(let condition, let nested):
                add(nested, on: condition.map { schema.type(named: index.text($0)) } ?? type, to: map)
            }
        }
    }
}
