// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The selection sets of a document, numbered in document order, with names and arguments as numbers.
///
/// Equal numbers stand for equal things, so that comparing two fields costs a few integer comparisons. Selection sets
/// that are written alike, directives apart, share a `shape`.
struct SelectionIndex {
    struct Field {
        /// The response key.
        var key: Int
        var name: Int
        /// The arguments in canonical form.
        var arguments: Int
        /// The position of the nested selection set, and its shape; nil for a field without one.
        var selectionSet: Int?
        var shape: Int?
        var range: SourceRange
    }

    enum Entry {
        case field(Field)
        case fragmentSpread(name: Int)
        /// The type condition is nil where the fragment has none.
        case inlineFragment(condition: Int?, selectionSet: Int)
    }

    struct Set {
        var entries: [Entry]
        var shape: Int
        /// Whether it has two fields of one response key, or a fragment: without them nothing in it overlaps.
        var mayOverlap: Bool
    }

    struct Fragment {
        var condition: Int
        var selectionSet: Int
    }

    private(set) var sets: [Set] = []
    /// By the number of the fragment's name; of equal names the last.
    private(set) var fragments: [Int: Fragment] = [:]
    /// Whether any selection set may have fields that overlap.
    private(set) var mayOverlap = false
    private var numbers: [String: Int] = [:]
    private var texts: [String] = []
    private var shapes: [[Int]: Int] = [:]

    init(_ document: Document) {
        for definition in document.definitions {
            switch definition {
            case .operation(let operation):
                _ = add(operation.selectionSet)
            case .fragment(let fragment):
                fragments[number(fragment.name.value)] = Fragment(
                    condition: number(fragment.typeCondition.name.value), selectionSet: add(fragment.selectionSet))
            case .schema, .schemaExtension, .directive, .type, .typeExtension:
                break
            }
        }
    }

    /// The name with that number.
    func text(_ number: Int) -> String { texts[number] }

    /// Numbers the set before those inside it, as the traversal enters them.
    private mutating func add(_ selectionSet: SelectionSet) -> Int {
        let position = sets.count
        sets.append(Set(entries: [], shape: 0, mayOverlap: false))
        var entries: [Entry] = []
        entries.reserveCapacity(selectionSet.selections.count)
        var shape: [Int] = []
        var keys: Swift.Set<Int> = []
        var mayOverlap = false
        for selection in selectionSet.selections {
            switch selection {
            case .field(let node):
                let nested = node.selectionSet.map { add($0) }
                let name = number(node.name.value)
                let field = Field(
                    key: node.alias.map { number($0.value) } ?? name, name: name, arguments: arguments(node.arguments),
                    selectionSet: nested, shape: nested.map { sets[$0].shape }, range: node.range)
                if !keys.insert(field.key).inserted { mayOverlap = true }
                entries.append(.field(field))
                shape += [0, field.key, field.name, field.arguments, field.shape ?? -1]
            case .fragmentSpread(let spread):
                mayOverlap = true
                let name = number(spread.name.value)
                entries.append(.fragmentSpread(name: name))
                shape += [1, name]
            case .inlineFragment(let fragment):
                mayOverlap = true
                let condition = fragment.typeCondition.map { number($0.name.value) }
                let nested = add(fragment.selectionSet)
                entries.append(.inlineFragment(condition: condition, selectionSet: nested))
                shape += [2, condition ?? -1, sets[nested].shape]
            }
        }
        let count = shapes.count
        sets[position] = Set(entries: entries, shape: shapes[shape, default: count], mayOverlap: mayOverlap)
        if mayOverlap { self.mayOverlap = true }
        shapes[shape] = sets[position].shape
        return position
    }

    mutating func number(_ text: String) -> Int {
        if let number = numbers[text] { return number }
        let number = texts.count
        numbers[text] = number
        texts.append(text)
        return number
    }

    /// Arguments are the same in any order, and so are the fields of input objects.
    private mutating func arguments(_ arguments: [Argument]) -> Int {
        if arguments.isEmpty { return number("") }
        var parts = arguments.map { "\($0.name.value): \(Printer.print($0.value.withSortedFields))" }
        if parts.count > 1 { parts.sort() }
        let text = parts.joined(separator: ", ")
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return number(text) }
        // Strings are equal to others of the same canonical form; arguments are not.
        return number(text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())
    }
}

extension Value {
    /// The value with the fields of its objects in the order of their names.
    fileprivate var withSortedFields: Value {
        switch self {
        case .variable, .int, .float, .string, .boolean, .null, .enum:
            self
        case .list(let items, let range):
            .list(items.map(\.withSortedFields), range: range)
        case .object(let fields, let range):
            .object(
                fields.map { ObjectField(name: $0.name, value: $0.value.withSortedFields, range: $0.range) }
                    .sorted { $0.name.value < $1.name.value }, range: range)
        }
    }
}
