// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Gathers what the rules report, and says where it stands.
///
/// Lines and columns are computed for all faults together, in one pass over each source. Both the number of faults and
/// the places of each are limited, since a hostile SDL could make them quadratic in its size.
struct FaultCollector {
    /// The document whose nodes are being visited: plain ranges refer to it.
    var document = 0
    private var faults: [(message: String, places: [Place], rule: String)] = []
    private let limit: Int
    private(set) var isFull = false
    /// How many more names may be compared in search of suggestions: each search looks at every known name.
    private var remainingComparisons = 500_000

    private static let placesPerFault = 100

    init(limit: Int) {
        self.limit = limit
    }

    var isEmpty: Bool { faults.isEmpty }

    /// `suggestions` for a message that chooses among so many names; off when there have been too many.
    mutating func limited(_ suggestions: Suggestions, names count: Int) -> Suggestions {
        remainingComparisons -= min(count, remainingComparisons)
        return remainingComparisons > 0 ? suggestions : .off
    }

    func place(_ range: SourceRange) -> Place { Place(document: document, range: range) }

    mutating func report(_ message: String, at places: [Place], by rule: String) {
        guard faults.count < limit else {
            isFull = true
            return
        }
        faults.append((message, Array(places.prefix(Self.placesPerFault)), rule))
    }

    mutating func report(_ message: String, at ranges: SourceRange..., by rule: String) {
        report(message, at: ranges.map(place), by: rule)
    }

    /// The faults in the order in which they were reported.
    func resolved(in sources: [Source?]) -> [SchemaFault] {
        var offsets = [[Int32]](repeating: [], count: sources.count)
        for fault in faults {
            for place in fault.places where place.range.start >= 0 {
                offsets[place.document].append(place.range.start)
            }
        }
        let locations = zip(sources, offsets).map { source, offsets in
            source?.locations(atOffsets: offsets) ?? [:]
        }
        var resolved = faults.map { fault in
            SchemaFault(
                message: fault.message,
                places: fault.places.compactMap { place in
                    guard let location = locations[place.document][place.range.start] else { return nil }
                    return SchemaPlace(sourceName: sources[place.document]?.name ?? "", location: location)
                },
                rule: fault.rule)
        }
        if isFull {
            resolved.append(
                SchemaFault(
                    message: "Too many schema errors: only the first \(limit) are shown.", places: [],
                    rule: "FaultLimit"))
        }
        return resolved
    }
}

extension Source {
    /// Lines and columns of many UTF-8 offsets, in one pass over the text: see `location(at:)` for how they count.
    fileprivate func locations(atOffsets offsets: [Int32]) -> [Int32: SourceLocation] {
        var locations: [Int32: SourceLocation] = [:]
        var line = 1
        var column = 1
        var index = 0
        for offset in Set(offsets).sorted() {
            let end = min(Int(offset), utf8.count)
            while index < end {
                switch utf8[index] {
                case UInt8(ascii: "\n"):
                    line += 1
                    column = 1
                case UInt8(ascii: "\r"):
                    // The line feed of a pair ends the line.
                    if index + 1 < utf8.count, utf8[index + 1] == UInt8(ascii: "\n") { break }
                    line += 1
                    column = 1
                case 0x80...0xBF:
                    break
                case 0xF0...0xFF:
                    column += 2
                default:
                    column += 1
                }
                index += 1
            }
            locations[offset] = SourceLocation(line: line, column: column)
        }
        return locations
    }
}
