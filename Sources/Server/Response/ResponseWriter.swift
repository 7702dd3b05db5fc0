// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import JSON
import Planning
import Postgres

/// Writes the rows of a statement as the value of its root field.
///
/// Values go straight from libpq's memory into the response. Where a non-null field turns out null, what was written
/// of its object is taken back and the null moves outward, as the specification has it.
struct ResponseWriter {
    private(set) var buffer: [UInt8]
    /// Paths are built from the inside outward while the writer returns: a response without errors pays nothing.
    private(set) var errors: [FieldError] = []
    private let cursors: CursorCodec
    private let limit: Int
    /// Whether the answer would be larger than it may be. What is written is of no use then, and nothing more is.
    private(set) var isTooLarge = false

    /// - Parameter limit: bytes of the largest answer; the last value of one may go beyond by its escapes.
    init(cursors: CursorCodec, limit: Int, reserving capacity: Int) {
        self.cursors = cursors
        self.limit = limit
        buffer = []
        buffer.reserveCapacity(capacity)
    }

    mutating func write(_ byte: UInt8) { buffer.append(byte) }

    mutating func write(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }

    mutating func writeNull() { buffer.append(contentsOf: Self.null) }

    private static let null = Array("null".utf8)
    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")

    /// Writes a root field's value.
    ///
    /// - Returns: false where it is a null that the field may not have; nothing is then written.
    mutating func write(_ result: ResultSet, as shape: RootShape) -> Bool {
        switch shape {
        case .row(let object, let isNonNull):
            guard result.rowCount <= 1 else {
                errors.append(FieldError(reason: .ambiguousKey, path: []))
                return nullable(!isNonNull)
            }
            guard result.rowCount == 1 else {
                if isNonNull { errors.append(FieldError(reason: .nullInNonNullField, path: [])) }
                return nullable(!isNonNull)
            }
            return write(object, of: result, row: 0) || nullable(!isNonNull)
        case .list(let shape, let limit):
            guard result.rowCount <= limit else {
                errors.append(FieldError(reason: .listTooLong(limit: limit), path: []))
                return false
            }
            return writeList(of: 0..<result.rowCount) { writer, row in
                writer.write(shape, of: result, row: row)
            }
        case .connection(let connection):
            return write(connection, of: result)
        case .groups(let fields):
            return writeFields(fields) { writer, field in writer.write(field, of: result) }
        case .value(let value, let isNonNull):
            guard result.rowCount > 0 else { return missing(isNonNull: isNonNull) }
            return write(value, of: result, row: 0)
        case .values(let value, let limit, let isNonNull):
            guard result.rowCount <= limit else {
                errors.append(FieldError(reason: .listTooLong(limit: limit), path: []))
                return nullable(!isNonNull)
            }
            let isWritten = writeList(of: 0..<result.rowCount) { writer, row in
                writer.write(value, of: result, row: row)
            }
            return isWritten || nullable(!isNonNull)
        }
    }

    private mutating func write(_ field: GroupsField, of result: ResultSet) -> Bool {
        switch field {
        case .constant(let json):
            write(json)
            return true
        case .rows(let object, let limit):
            return write(result, as: .list(.object(object), limit: limit))
        }
    }

    // MARK: Objects

    /// Writes a row of a list, which is never null.
    private mutating func write(_ shape: RowShape, of result: ResultSet, row: Int) -> Bool {
        switch shape {
        case .object(let object): return write(object, of: result, row: row)
        case .variants(let variants):
            for variant in variants where isTrue(result, row: row, column: variant.presence) {
                return write(variant.object, of: result, row: row)
            }
            return missing(isNonNull: true)
        }
    }

    /// Written out rather than by `writeFields`: for every row of a page, closures and copies of shapes are felt.
    mutating func write(_ object: ObjectShape, of result: ResultSet, row: Int) -> Bool {
        let start = buffer.count
        let isWritten = object.fields.withUnsafeBufferPointer { fields in
            for index in fields.indices {
                buffer.append(contentsOf: fields[index].encodedKey)
                let errorCount = errors.count
                let isWritten = write(fields[index].shape, of: result, row: row)
                if errors.count > errorCount { extendPaths(from: errorCount, by: .key(fields[index].key)) }
                if !isWritten { return false }
            }
            return true
        }
        return closeObject(from: start, isWritten: isWritten)
    }

    /// Writes an object's braces, keys and values; takes all of it back where a value may not be null but is.
    mutating func writeFields<Shape>(
        _ fields: [ShapedField<Shape>], _ value: (inout ResponseWriter, Shape) -> Bool
    ) -> Bool {
        let start = buffer.count
        for field in fields {
            buffer.append(contentsOf: field.encodedKey)
            let errorCount = errors.count
            let isWritten = value(&self, field.shape)
            if errors.count > errorCount { extendPaths(from: errorCount, by: .key(field.key)) }
            guard isWritten else { return closeObject(from: start, isWritten: false) }
        }
        return closeObject(from: start, isWritten: true)
    }

    /// Ends an object whose members were written, each after a comma: the first comma becomes the brace.
    private mutating func closeObject(from start: Int, isWritten: Bool) -> Bool {
        guard isWritten, fits(0) else {
            buffer.removeSubrange(start...)
            return false
        }
        if buffer.count > start {
            buffer[start] = UInt8(ascii: "{")
        } else {
            buffer.append(UInt8(ascii: "{"))
        }
        buffer.append(UInt8(ascii: "}"))
        return true
    }

    /// Writes a list's brackets and items; takes all of it back where an item may not be null but is.
    ///
    /// - Parameters:
    ///   - rows: what `item` is asked for, one after the other.
    ///   - isReversed: whether the last one comes first.
    ///   - item: writes one, and answers false where it may not be null but is.
    mutating func writeList(
        of rows: Range<Int>, isReversed: Bool = false, _ item: (inout ResponseWriter, Int) -> Bool
    ) -> Bool {
        let start = buffer.count
        buffer.append(UInt8(ascii: "["))
        for index in 0..<rows.count {
            if index > 0 { buffer.append(Self.comma) }
            let errorCount = errors.count
            let isWritten = item(&self, isReversed ? rows.upperBound - 1 - index : rows.lowerBound + index)
            if errors.count > errorCount { extendPaths(from: errorCount, by: .index(index)) }
            guard isWritten else {
                buffer.removeSubrange(start...)
                return false
            }
        }
        buffer.append(UInt8(ascii: "]"))
        return true
    }

    private mutating func extendPaths(from index: Int, by segment: PathSegment) {
        for position in index..<errors.count { errors[position].path.insert(segment, at: 0) }
    }

    /// Whether so many more bytes may be written. Rows are bounded, but a document may name a column of theirs many times.
    private mutating func fits(_ count: Int) -> Bool {
        if buffer.count + count > limit { isTooLarge = true }
        return !isTooLarge
    }

    /// Writes null where that is allowed.
    private mutating func nullable(_ isNullable: Bool) -> Bool {
        guard isNullable, !isTooLarge else { return false }
        writeNull()
        return true
    }

    mutating func missing(isNonNull: Bool) -> Bool {
        if isNonNull { errors.append(FieldError(reason: .nullInNonNullField, path: [])) }
        return nullable(!isNonNull)
    }

    // MARK: Values

    private mutating func write(_ shape: ValueShape, of result: ResultSet, row: Int) -> Bool {
        switch shape {
        case .constant(let json):
            buffer.append(contentsOf: json)
            return true
        case .column(let index, let encoding, let isNonNull):
            let text = result.bytes(row: row, column: index)
            // Only what is empty can be NULL: one question less to libpq for most values.
            if text.isEmpty, result.isNull(row: row, column: index) { return missing(isNonNull: isNonNull) }
            guard fits(text.count) else { return false }
            guard ColumnWriter.write(text, as: encoding, to: &buffer) else {
                if encoding == .items { return writeShaped(MissedValue.nulled(text), as: .items(isNonNull: isNonNull)) }
                if encoding.hasFormlessValues { return missing(isNonNull: isNonNull) }
                errors.append(FieldError(reason: .unrepresentableValue, path: []))
                return nullable(!isNonNull)
            }
            return true
        case .object(let object, let presence, let isNonNull):
            if let presence, !isTrue(result, row: row, column: presence) { return missing(isNonNull: isNonNull) }
            return write(object, of: result, row: row) || nullable(!isNonNull)
        case .variants(let variants, let isNonNull):
            for variant in variants where isTrue(result, row: row, column: variant.presence) {
                return write(variant.object, of: result, row: row) || nullable(!isNonNull)
            }
            return missing(isNonNull: isNonNull)
        case .json(let column):
            guard !result.isNull(row: row, column: column.index) else { return missing(isNonNull: true) }
            let bytes = result.bytes(row: row, column: column.index)
            guard fits(bytes.count) else { return false }
            if MissedValue.occurs(in: bytes) {
                return writeShaped(MissedValue.nulled(bytes), as: column.shape)
            }
            let isFaulty = column.fault.map { isTrue(result, row: row, column: $0) } ?? false
            guard isFaulty || column.mustBeShaped else {
                buffer.append(contentsOf: bytes)
                return true
            }
            return writeShaped(bytes, as: column.shape)
        }
    }

    func isTrue(_ result: ResultSet, row: Int, column: Int) -> Bool {
        result.bytes(row: row, column: column).first == UInt8(ascii: "t")
    }

    // MARK: Connections

    private mutating func write(_ connection: ConnectionShape, of result: ResultSet) -> Bool {
        let present = connection.presence.map { isPresent in
            (0..<result.rowCount).count { isTrue(result, row: $0, column: isPresent) }
        }
        let count = present ?? result.rowCount
        let rows = 0..<min(count, connection.pageSize)
        let hasMore = count > connection.pageSize
        return writeFields(connection.fields) { writer, field in
            switch field {
            case .constant(let json):
                writer.write(json)
                return true
            case .nodes(let shape):
                return writer.writeList(of: rows, isReversed: connection.isBackward) { writer, row in
                    writer.write(shape, of: result, row: row)
                }
            case .edges(let edge):
                return writer.writeList(of: rows, isReversed: connection.isBackward) { writer, row in
                    writer.writeFields(edge) { writer, field in
                        switch field {
                        case .constant(let json): writer.write(json)
                        case .cursor: writer.writeCursor(of: connection, result, row: row)
                        case .node(let shape): return writer.write(shape, of: result, row: row)
                        }
                        return true
                    }
                }
            case .pageInfo(let fields):
                return writer.writeFields(fields) { writer, field in
                    writer.write(field, of: connection, result, rows: rows, hasMore: hasMore)
                    return true
                }
            case .totalCount(let column):
                // The count stands in every row; there is always one.
                guard result.rowCount > 0 else { return writer.missing(isNonNull: true) }
                writer.buffer.append(contentsOf: result.bytes(row: 0, column: column))
                return true
            }
        }
    }

    private mutating func write(
        _ field: PageInfoField, of connection: ConnectionShape, _ result: ResultSet, rows: Range<Int>, hasMore: Bool
    ) {
        switch field {
        case .constant(let json): write(json)
        case .hasNextPage: write(connection.hasBefore || (hasMore && !connection.isBackward))
        case .hasPreviousPage: write(connection.hasAfter || (hasMore && connection.isBackward))
        case .startCursor, .endCursor:
            guard !rows.isEmpty else { return writeNull() }
            let takesFirst = (field == .startCursor) != connection.isBackward
            writeCursor(of: connection, result, row: takesFirst ? rows.lowerBound : rows.upperBound - 1)
        }
    }

    private mutating func write(_ flag: Bool) {
        buffer.append(contentsOf: flag ? Self.true : Self.false)
    }

    private static let `true` = Array("true".utf8)
    private static let `false` = Array("false".utf8)

    private mutating func writeCursor(of connection: ConnectionShape, _ result: ResultSet, row: Int) {
        let keys = connection.cursorColumns.map { column in
            result.isNull(row: row, column: column) ? nil : Array(result.bytes(row: row, column: column))
        }
        writeCursor(keys, order: connection.cursorOrder)
    }

    private mutating func writeCursor(_ keys: [[UInt8]?], order: CursorOrder) {
        guard fits(keys.reduce(0) { $0 + ($1?.count ?? 0) }) else { return }
        buffer.append(Self.quote)
        buffer.append(contentsOf: cursors.cursor(keys: keys, order: order))
        buffer.append(Self.quote)
    }

    // MARK: JSON made by Postgres

    /// Walks JSON that holds cursors or breaks a promise of the schema.
    private mutating func writeShaped(_ bytes: [UInt8], as shape: JSONShape) -> Bool {
        bytes.withUnsafeBytes { writeShaped($0, as: shape) }
    }

    private mutating func writeShaped(_ bytes: UnsafeRawBufferPointer, as shape: JSONShape) -> Bool {
        guard let json = try? JSON.parse(bytes, limits: .ofDocuments) else {
            errors.append(FieldError(reason: .unrepresentableValue, path: []))
            return false
        }
        return write(json, as: shape)
    }

    private mutating func write(_ json: JSON, as shape: JSONShape) -> Bool {
        switch shape {
        case .leaf(let isNonNull):
            if json.isNull { return missing(isNonNull: isNonNull) }
            json.write(to: &buffer)
            return true
        case .items(let isNonNull):
            guard let items = json.arrayValue else { return missing(isNonNull: isNonNull) }
            return write(items, as: .leaf(isNonNull: true)) || nullable(!isNonNull)
        case .cursor(let order):
            guard let keys = json.arrayValue else {
                writeNull()
                return true
            }
            writeCursor(keys.map { $0.stringValue.map { Array($0.utf8) } }, order: order)
            return true
        case .object(let fields, let isNonNull):
            guard let members = json.members else { return missing(isNonNull: isNonNull) }
            return write(members[...], as: fields) || nullable(!isNonNull)
        case .variants(let variants, let isTagged, let isNonNull):
            guard let members = json.members else { return missing(isNonNull: isNonNull) }
            guard let fields = Self.fields(of: members, among: variants, isTagged: isTagged) else {
                errors.append(FieldError(reason: .unrepresentableValue, path: []))
                return nullable(!isNonNull)
            }
            return write(isTagged ? members.dropFirst() : members[...], as: fields) || nullable(!isNonNull)
        case .list(let element, let limit):
            guard let items = json.arrayValue else { return missing(isNonNull: true) }
            if let limit, items.count > limit {
                errors.append(FieldError(reason: .listTooLong(limit: limit), path: []))
                return false
            }
            return write(items, as: element)
        }
    }

    /// Postgres wrote the members in the order of the shape.
    private mutating func write(_ members: ArraySlice<JSONMember>, as fields: [ShapedField<JSONShape>]) -> Bool {
        var position = members.startIndex
        return writeFields(fields) { writer, shape in
            defer { position += 1 }
            guard position < members.endIndex else { return writer.missing(isNonNull: true) }
            return writer.write(members[position].value, as: shape)
        }
    }

    /// Of which of several types an object is.
    private static func fields(
        of members: [JSONMember], among variants: [[ShapedField<JSONShape>]], isTagged: Bool
    ) -> [ShapedField<JSONShape>]? {
        guard isTagged else {
            return variants.first { $0.count == members.count && zip($0, members).allSatisfy { $0.key == $1.name } }
        }
        guard let index = members.first?.value.integerValue, variants.indices.contains(index) else { return nil }
        return variants[index]
    }

    private mutating func write(_ items: [JSON], as element: JSONShape) -> Bool {
        writeList(of: items.indices) { writer, index in writer.write(items[index], as: element) }
    }
}
