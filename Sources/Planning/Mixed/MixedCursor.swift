// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// A cursor of a list of several types: the row's shared keys, its type, and its own key.
struct MixedCursor {
    let typeName: String
    /// Whether a key is null, by its position in the cursor.
    let isNull: [Bool]
    /// The parameter that has the key of this position, as the column's type.
    let parameter: (_ index: Int, _ column: ColumnSQL) -> SQLFragment
}

/// Reads cursors while planning: a row's type decides which rows of the other types follow it.
struct MixedCursorReader {
    let scope: StatementScope
    let cursors: any CursorReading
    let order: CursorOrder
    /// How many keys stand before the type.
    let sharedCount: Int
    let typeNames: [String]

    /// - Throws: where it is no cursor of this list.
    func read(_ cursor: SourcedValue, of argument: String) throws(PlanningError) -> MixedCursor {
        guard case .leaf(.string(let text)) = cursor.content, let values = cursors.keys(of: text, order: order),
            values.count == order.keyCount, values.indices.contains(sharedCount),
            let typeName = values[sharedCount], typeNames.contains(typeName)
        else { throw .unknownCursor(argument) }
        scope.dependsOnValues = true
        let source = scope.source(of: cursor)
        return MixedCursor(typeName: typeName, isNull: values.map { $0 == nil }) { [scope, order] index, column in
            let parameter = Parameter(
                source: .cursorKey(cursor: source, index: index, order: order), conversion: .text,
                inputPath: [.key(argument)])
            return column.keyParameter(scope.placeholder(for: parameter, as: column.column.type))
        }
    }
}

/// The keys of one of the types in the order of a list of several.
struct MixedKeys {
    let typeName: String
    let shared: [OrderKey]
    let own: [OrderKey]
    /// The position of the first own key among the keys of all types.
    let firstOwnKey: Int
    /// The direction in which types follow each other.
    let isDescending: Bool

    /// The same keys, for a page that is counted from the end.
    var reversed: MixedKeys {
        MixedKeys(
            typeName: typeName, shared: shared.map(\.reversed), own: own.map(\.reversed), firstOwnKey: firstOwnKey,
            isDescending: !isDescending)
    }

    /// The ranges of this type's rows after a cursor; nil where all follow.
    func ranges(after cursor: MixedCursor) -> [SQLFragment]? {
        func value(_ position: Int, _ key: OrderKey) -> SQLFragment? {
            cursor.isNull[position] ? nil : cursor.parameter(position, key.column)
        }
        let sharedValues = shared.enumerated().map { value($0.offset, $0.element) }
        if cursor.typeName == typeName {
            let ownValues = own.enumerated().map { value(shared.count + 1 + firstOwnKey + $0.offset, $0.element) }
            return Keyset(keys: shared + own, values: sharedValues + ownValues).ranges
        }
        // Names of types are ASCII, and compared as the database compares them in its collation "C".
        let isBehind = isDescending ? typeName < cursor.typeName : typeName > cursor.typeName
        if shared.isEmpty { return isBehind ? nil : [] }
        return Keyset(keys: shared, values: sharedValues, includesEqual: isBehind).ranges
    }
}
