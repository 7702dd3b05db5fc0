// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Writes metrics as Prometheus reads them ("Exposition formats", text 0.0.4).
struct MetricsText {
    private(set) var text = ""

    enum Kind: String {
        case counter, gauge, histogram
    }

    /// The lines that come before a metric's samples.
    mutating func describe(_ name: StaticString, _ kind: Kind, _ help: StaticString) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ name: String, _ value: String) { sample(name, [], value) }

    mutating func sample(_ name: String, _ labels: [(name: StaticString, value: String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    /// A metric with one sample.
    mutating func single(_ name: StaticString, _ kind: Kind, _ help: StaticString, _ value: String) {
        describe(name, kind, help)
        sample("\(name)", value)
    }

    mutating func histogram(_ name: StaticString, _ durations: DurationHistogram) { histogram(name, [], durations) }

    mutating func histogram(
        _ name: StaticString, _ labels: [(name: StaticString, value: String)], _ histogram: DurationHistogram
    ) {
        var total: UInt64 = 0
        for (index, bound) in DurationHistogram.bounds.enumerated() {
            total &+= histogram.counts[index]
            sample("\(name)_bucket", labels + [("le", "\(bound)")], "\(total)")
        }
        sample("\(name)_bucket", labels + [("le", "+Inf")], "\(histogram.count)")
        sample("\(name)_sum", labels, "\(histogram.sum)")
        sample("\(name)_count", labels, "\(histogram.count)")
    }

    mutating func histogram(_ name: StaticString, _ histogram: CostHistogram) {
        var total: UInt64 = 0
        for (index, bound) in CostHistogram.bounds.enumerated() {
            total &+= histogram.counts[index]
            sample("\(name)_bucket", [("le", "\(bound)")], "\(total)")
        }
        total &+= histogram.counts[CostHistogram.bounds.count]
        sample("\(name)_bucket", [("le", "+Inf")], "\(total)")
        sample("\(name)_sum", [], "\(histogram.sum)")
        sample("\(name)_count", [], "\(total)")
    }

    /// Label values may hold anything: tenants come from tokens.
    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
