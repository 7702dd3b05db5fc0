// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Lines and columns of many offsets of one source, each in logarithmic time.
///
/// A hostile document can make errors with thousands of locations, and a scan from the source's start for each would
/// cost more than validation itself. The index is built at the first error.
struct SourcePlaces {
    private let source: Source?
    private var lineStarts: [Int] = []
    /// UTF-16 units before each block of `blockSize` bytes; empty for a source that is all ASCII.
    private var unitsBeforeBlock: [Int] = []

    private static let blockSize = 64

    init(_ source: Source?) {
        self.source = source
    }

    /// Where a node begins; nil for a node that stands in no source.
    mutating func location(of range: SourceRange) -> SourceLocation? {
        guard let source, range.start >= 0 else { return nil }
        if lineStarts.isEmpty { build(from: source.utf8) }
        let offset = min(Int(range.start), source.utf8.count)

        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let start = lineStarts[low]
        let units = unitsBefore(offset, in: source.utf8) - unitsBefore(start, in: source.utf8)
        return SourceLocation(line: low + 1, column: units + 1)
    }

    private mutating func build(from bytes: [UInt8]) {
        lineStarts = [0]
        var isASCII = true
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                lineStarts.append(index + 1)
            case UInt8(ascii: "\r"):
                // In "\r\n" the line feed ends the line.
                if index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n") { lineStarts.append(index + 1) }
            case 0x80...:
                isASCII = false
            default:
                break
            }
        }
        guard !isASCII else { return }
        var units = 0
        for (index, byte) in bytes.enumerated() {
            if index % Self.blockSize == 0 { unitsBeforeBlock.append(units) }
            units += Self.units(of: byte)
        }
        unitsBeforeBlock.append(units)
    }

    private func unitsBefore(_ offset: Int, in bytes: [UInt8]) -> Int {
        guard !unitsBeforeBlock.isEmpty else { return offset }
        let block = offset / Self.blockSize
        var units = unitsBeforeBlock[min(block, unitsBeforeBlock.count - 1)]
        for byte in bytes[(block * Self.blockSize)..<offset] { units += Self.units(of: byte) }
        return units
    }

    /// A character's units are counted at its lead byte.
    private static func units(of byte: UInt8) -> Int {
        switch byte {
        case 0x80...0xBF: 0
        case 0xF0...: 2
        default: 1
        }
    }
}
