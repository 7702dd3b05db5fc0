// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// The fields of one selection set by response key, inline fragments included, and the fragments that it spreads.
///
/// A reference, since comparisons hand it around and recurse.
final class FieldMap {
    /// A field as it is selected from a type.
    struct Occurrence {
        let field: SelectionIndex.Field
        /// The number of the parent type's name; nil for a type that is unknown.
        let parent: Int?
        let parentIsObject: Bool
        /// Nil for a field that is unknown, and for meta-fields.
        let type: TypeRef?
    }

    struct Group {
        var key: Int
        var all: [Occurrence]
        /// At most two of those that are written alike: further ones can conflict with nothing that these do not.
        var representatives: [Occurrence]
    }

    /// The selection set's position in the index.
    let selectionSet: Int
    private(set) var groups: [Group] = []
    /// Names of fragments, each once, in order.
    private(set) var fragments: [Int] = []
    /// Equal for maps whose comparison with a third has the same outcome.
    let kind: Int
    private var positions: [Int: Int] = [:]
    private var counts: [Likeness: Int] = [:]
    private var seenFragments: Set<Int> = []

    /// What makes two fields alike.
    private struct Likeness: Hashable {
        var key: Int
        var name: Int
        var arguments: Int
        var parent: Int?
        var shape: Int?

        init(_ occurrence: Occurrence) {
            key = occurrence.field.key
            name = occurrence.field.name
            arguments = occurrence.field.arguments
            parent = occurrence.parent
            shape = occurrence.field.shape
        }
    }

    init(selectionSet: Int, kind: Int) {
        self.selectionSet = selectionSet
        self.kind = kind
    }

    func group(_ key: Int) -> Group? { positions[key].map { groups[$0] } }

    func add(_ occurrence: Occurrence) {
        guard let position = positions[occurrence.field.key] else {
            positions[occurrence.field.key] = groups.count
            groups.append(Group(key: occurrence.field.key, all: [occurrence], representatives: [occurrence]))
            return
        }
        if groups[position].all.count == 1 { counts[Likeness(groups[position].all[0])] = 1 }
        groups[position].all.append(occurrence)
        let alike = counts[Likeness(occurrence), default: 0]
        counts[Likeness(occurrence)] = alike + 1
        if alike < 2 { groups[position].representatives.append(occurrence) }
    }

    func addFragment(_ name: Int) {
        if seenFragments.insert(name).inserted { fragments.append(name) }
    }
}
