// SPDX-License-Identifier: Apache-2.0

/// The values of a statement's parameters, `$1` first, in PostgreSQL's text format.
///
/// All values lie in one buffer, each ended by a NUL byte, so that they can be handed to libpq without a copy. A value
/// that contains a NUL byte itself would be cut short there, so it is refused here.
package struct SQLArguments: Sendable, Hashable {
    /// Marks the parameters that are NULL in `starts`.
    private static let null = -1

    private var bytes: [UInt8]
    private var starts: [Int]

    /// No arguments.
    package init() {
        self.bytes = []
        self.starts = []
    }

    /// No arguments, with room for `count` values of `byteCount` bytes in all, NUL bytes included.
    package init(reservingCount count: Int, byteCount: Int) {
        self.init()
        starts.reserveCapacity(count)
        bytes.reserveCapacity(byteCount)
    }

    /// The number of parameters, NULLs included.
    package var count: Int {
        starts.count
    }

    /// Adds NULL as the next parameter.
    package mutating func appendNull() {
        starts.append(Self.null)
    }

    /// Adds a value that is given as the bytes of its text format.
    ///
    /// - Throws: `SQLArgumentError.containsNUL`; the arguments are then as before.
    package mutating func append(utf8 value: some Collection<UInt8>) throws(SQLArgumentError) {
        let start = bytes.count
        bytes.append(contentsOf: value)
        // Looking at the copy keeps one pass over contiguous memory, whatever collection was given.
        guard !bytes[start...].contains(0) else {
            bytes.removeSubrange(start...)
            throw .containsNUL(parameter: starts.count + 1)
        }
        bytes.append(0)
        starts.append(start)
    }

    /// Adds a value that is given as text.
    ///
    /// - Throws: `SQLArgumentError.containsNUL` if the text contains U+0000, which PostgreSQL cannot hold.
    package mutating func append(_ value: String) throws(SQLArgumentError) {
        try append(utf8: value.utf8)
    }

    /// Adds a whole number.
    package mutating func append(_ value: Int64) {
        starts.append(bytes.count)
        bytes.append(contentsOf: String(value).utf8)
        bytes.append(0)
    }

    /// The text of the parameter at `index`, counted from 0, or `nil` if it is NULL or there is no such parameter.
    package func text(at index: Int) -> String? {
        guard starts.indices.contains(index), starts[index] != Self.null else {
            return nil
        }
        return String(decoding: bytes[starts[index]...].prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Calls `body` with one pointer for each parameter, `nil` for NULL: what libpq takes as `paramValues`.
    ///
    /// The pointers are valid only during the call.
    package func withUnsafePointers<Result>(
        _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: starts.count) { pointers in
                let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                for (index, start) in starts.enumerated() {
                    pointers.initializeElement(at: index, to: start == Self.null ? nil : base.map { $0 + start })
                }
                return body(UnsafeBufferPointer(pointers))
            }
        }
    }
}
