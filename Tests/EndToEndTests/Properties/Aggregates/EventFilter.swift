// SPDX-License-Identifier: Apache-2.0

/// A filter of events as GraphQL text, and whether it selects an event. None of its conditions is negated, so that
/// "unknown" and "no" are the same.
struct EventFilter {
    let text: String
    let holds: (Event) -> Bool

    static func make(_ random: inout RandomSource) -> EventFilter {
        switch Int.random(in: 0...8, using: &random) {
        case 0:
            let least = Int.random(in: -2...5, using: &random)
            return EventFilter(text: "{count: {gte: \(least)}}") { ($0.count ?? .min) >= least }
        case 1: return EventFilter(text: "{isOpen: {eq: true}}") { $0.isOpen == true }
        case 2: return EventFilter(text: "{kind: {in: [RED, BLUE]}}") { ["red", "blue"].contains($0.kind) }
        case 3: return EventFilter(text: "{group: {label: {eq: \"a\"}}}") { $0.label == "a" }
        case 4: return EventFilter(text: "{at: {gte: \"2026-03-29T01:00:00Z\"}}") { ($0.at ?? 0) >= 1_774_746_000 }
        case 5: return EventFilter(text: "{weight: {isNull: true}}") { $0.weight == nil }
        case 6: return EventFilter(text: "{count: {gt: 100}}") { _ in false }
        case 7:
            let parts = [make(&random), make(&random)]
            return EventFilter(text: "{or: [\(parts.map(\.text).joined(separator: ", "))]}") { event in
                parts.contains { $0.holds(event) }
            }
        default: return EventFilter(text: "{}") { _ in true }
        }
    }
}
