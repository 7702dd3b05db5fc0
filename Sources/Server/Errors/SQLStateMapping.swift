// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Which code a client sees for an error of PostgreSQL ("PostgreSQL Error Codes").
enum SQLStateMapping {
    /// Whole states first, then classes (the first two characters); whatever is in neither is `INTERNAL`.
    private static let states: [String: ErrorCode] = [
        "23505": .conflict, "23503": .conflict, "23P01": .conflict, "40001": .conflict, "40P01": .conflict,
        "23502": .badUserInput, "23514": .badUserInput, "54001": .badUserInput, "42601": .badUserInput,
        "P0001": .badUserInput,
        "42501": .forbidden,
        "57014": .timeout, "55P03": .timeout,
        "25006": .unavailable,
        "PA400": .badUserInput, "PA403": .forbidden, "PA404": .notFound, "PA409": .conflict,
    ]

    private static let classes: [String: ErrorCode] = [
        "22": .badUserInput, "08": .unavailable, "53": .unavailable,
        "54": .limitExceeded,
    ]

    static func code(for state: String) -> ErrorCode {
        if let code = states[state] { return code }
        if state.hasPrefix("57P0") { return .unavailable }
        return classes[String(state.prefix(2))] ?? .internal
    }

    /// The states by which a function of the application speaks to clients: its message and hint are meant for them.
    static func speaksToClients(_ state: String) -> Bool { ["PA400", "PA403", "PA404", "PA409"].contains(state) }
}
