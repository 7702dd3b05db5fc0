// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping

/// The checked arguments of a page: `first`, `after`, `last`, `before`.
struct PageArguments {
    let size: Int
    /// Whether the page is counted from the end (`last`).
    let isBackward: Bool
    let after: SourcedValue?
    let before: SourcedValue?

    /// - Throws: where the arguments contradict each other or ask for too much.
    init(
        _ arguments: [String: SourcedValue], limit: AuthoredLimit?, settings: PlanningSettings
    ) throws(PlanningError) {
        let first = try Self.count("first", arguments)
        let last = try Self.count("last", arguments)
        if first != nil && last != nil {
            throw PlanningError(
                .badUserInput, "'first' and 'last' may not be given together.",
                hint: "Ask for one page from the beginning or from the end.", inputPath: [.key("last")])
        }
        let maximum = limit?.max ?? settings.maximumPageSize
        let standard = min(limit?.default ?? settings.defaultPageSize, maximum)
        size = first ?? last ?? standard
        guard size <= maximum else {
            throw PlanningError(
                .limitExceeded, "A page holds at most \(maximum) rows, but \(size) were asked for.",
                hint: "Ask for fewer rows and continue with a cursor.",
                inputPath: [.key(first != nil ? "first" : "last")])
        }
        isBackward = last != nil
        after = arguments["after"]?.unlessNull
        before = arguments["before"]?.unlessNull
    }

    /// Those of a relation to many rows.
    init(
        _ arguments: [String: SourcedValue], of shape: AuthoredRelation.Shape, limit: AuthoredLimit?,
        settings: PlanningSettings
    ) throws(PlanningError) {
        switch shape {
        case .one, .list: self.init(all: limit, settings: settings)
        case .connection: try self.init(arguments, limit: limit, settings: settings)
        }
    }

    /// All rows, of which there may be so many.
    init(all limit: AuthoredLimit?, settings: PlanningSettings) {
        size = limit?.max ?? settings.maximumPageSize
        isBackward = false
        after = nil
        before = nil
    }

    private static func count(
        _ name: String, _ arguments: [String: SourcedValue]
    ) throws(PlanningError) -> Int? {
        guard case .leaf(.int(let value))? = arguments[name]?.content else { return nil }
        guard value >= 0 else {
            throw PlanningError(.badUserInput, "'\(name)' may not be negative.", inputPath: [.key(name)])
        }
        return Int(value)
    }
}
