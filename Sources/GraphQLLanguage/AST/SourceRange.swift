// SPDX-License-Identifier: Apache-2.0

/// Where a node stands in its source: UTF-8 byte offsets, `start` inclusive, `end` exclusive.
///
/// Lines and columns are computed on demand by `Source.location(at:)`, since only errors need them.
/// A generated node, which stands in no source, has the range `.none`.
public struct SourceRange: Sendable, Hashable {
    /// Offset of the first byte.
    public var start: Int32
    /// Offset after the last byte.
    public var end: Int32

    public init(start: Int32, end: Int32) {
        self.start = start
        self.end = end
    }

    /// The range of a node that was made by a program rather than read from a source.
    public static let none = SourceRange(start: -1, end: -1)
}
