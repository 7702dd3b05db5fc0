// SPDX-License-Identifier: Apache-2.0

import Logging
import SQL
import Tenancy

/// Reads variables and notes what is wrong with them instead of stopping at the first.
///
/// Each function gives something usable, so that reading can go on; what was noted decides in the end.
struct ConfigurationReader {
    let source: ConfigurationSource
    private(set) var faults: [ConfigurationFault] = []
    private(set) var warnings: [String] = []
    /// What is in force, as text; nil for what is off. Where a value is at fault it is the value.
    private(set) var readings: [ConfigurationVariable: String] = [:]

    init(_ source: ConfigurationSource) {
        self.source = source
        faults = source.fileFaults
    }

    /// To be thrown where something was noted.
    var invalidConfiguration: InvalidConfiguration {
        InvalidConfiguration(faults: faults, warnings: warnings, readings: readings)
    }

    mutating func note(_ variable: ConfigurationVariable, _ problem: String, _ remedy: String) {
        faults.append(
            ConfigurationFault(variable: source.name(of: variable), problem: problem, remedy: remedy))
    }

    mutating func note(_ others: [ConfigurationFault]) {
        faults += others
    }

    mutating func warn(_ warning: String) {
        warnings.append(warning)
    }

    /// Notes what is in force.
    mutating func record(_ variable: ConfigurationVariable, _ text: String?) {
        readings[variable] = text
    }

    /// A text that nothing can be wrong with.
    mutating func text(_ variable: ConfigurationVariable) -> String? {
        let text = source.value(variable)
        record(variable, text)
        return text
    }

    /// The same, where there always is one.
    mutating func text(_ variable: ConfigurationVariable, default standard: String) -> String {
        let text = source.value(variable) ?? standard
        record(variable, text)
        return text
    }

    mutating func required(_ variable: ConfigurationVariable, remedy: String) -> String {
        if let value = source.value(variable) { return value }
        note(variable, "is not set", remedy)
        return ""
    }

    mutating func integer(
        _ variable: ConfigurationVariable, in range: ClosedRange<Int>, default standard: Int
    ) -> Int {
        record(variable, source.value(variable) ?? String(standard))
        guard let text = source.value(variable) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            note(
                variable, "is \"\(text)\", which is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                "Leave it out for \(standard).")
            return standard
        }
        return number
    }

    mutating func duration(
        _ variable: ConfigurationVariable, in range: ClosedRange<Duration>, default standard: Duration
    ) -> Duration {
        record(variable, source.value(variable) ?? DurationText.text(standard))
        guard let text = source.value(variable) else { return standard }
        guard let duration = DurationText.duration(text), range.contains(duration) else {
            note(
                variable,
                "is \"\(text)\", which is not \(DurationText.expectation), from "
                    + "\(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))",
                "Leave it out for \(DurationText.text(standard)).")
            return standard
        }
        return duration
    }

    mutating func byteCount(
        _ variable: ConfigurationVariable, in range: ClosedRange<Int>, default standard: Int
    ) -> Int {
        record(variable, source.value(variable) ?? ByteCountText.text(standard))
        guard let text = source.value(variable) else { return standard }
        guard let count = ByteCountText.count(text), range.contains(count) else {
            note(
                variable,
                "is \"\(text)\", which is not \(ByteCountText.expectation), from "
                    + "\(ByteCountText.text(range.lowerBound)) to \(ByteCountText.text(range.upperBound))",
                "Leave it out for \(ByteCountText.text(standard)).")
            return standard
        }
        return count
    }

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ variable: ConfigurationVariable, default standard: Choice
    ) -> Choice {
        record(variable, source.value(variable) ?? standard.rawValue)
        guard let text = source.value(variable) else { return standard }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        note(variable, "is \"\(text)\"; it can be one of \(words)", "Leave it out for \(standard.rawValue).")
        return standard
    }

    /// Paths with commas between them.
    func paths(_ variable: ConfigurationVariable) -> [String] { source.paths(variable, default: "") }

    /// `schema.function`
    mutating func qualifiedName(_ variable: ConfigurationVariable) -> QualifiedName? {
        guard let text = source.value(variable) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isPartOfName) }) else {
            note(
                variable, "is \"\(text)\", which is not the name of a function with its schema",
                "Write it as in palisade.enter, without parentheses.")
            return nil
        }
        return QualifiedName(schema: String(parts[0]), name: String(parts[1]))
    }
}

extension Character {
    fileprivate var isPartOfName: Bool { self == "_" || self == "$" || isLetter || isNumber }
}
