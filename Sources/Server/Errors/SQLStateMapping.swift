// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Which code a client sees for an error of PostgreSQL ("PostgreSQL Error Codes").
enum SQLStateMapping {
    /// Whole states first, then classes (the first two characters); whatever is in neither is `INTERNAL`.
    private static let states: [String: ErrorCode] = [
        "23505": .conflict, "23503": .conflict, "23001": .conflict, "23P01": .conflict, "40001": .conflict,
        "40P01": .conflict, "23502": .badUserInput, "23514": .badUserInput, "44000": .badUserInput,
        "54001": .badUserInput, "42601": .badUserInput,
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
        if let status = status(of: state) { return code(forStatus: status) }
        if state.hasPrefix("57P0") { return .unavailable }
        return classes[String(state.prefix(2))] ?? .internal
    }

    /// The states by which a function of the application speaks to clients: its message and hint are meant for them.
    static func speaksToClients(_ state: String) -> Bool {
        if let status = status(of: state) { return (400...499).contains(status) }
        return ["PA400", "PA403", "PA404", "PA409"].contains(state)
    }

    /// PostgREST's convention, which databases that come from there keep to: `PT404` is the HTTP status 404.
    private static func status(of state: String) -> Int? {
        let digits = state.dropFirst(2)
        guard state.hasPrefix("PT"), digits.count == 3, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }

    private static func code(forStatus status: Int) -> ErrorCode {
        switch status {
        case 401: .unauthenticated
        case 403: .forbidden
        case 404, 410: .notFound
        case 408, 504: .timeout
        case 409, 412, 423: .conflict
        case 413: .limitExceeded
        case 429: .rateLimited
        case 400...499: .badUserInput
        case 503: .unavailable
        default: .internal
        }
    }
}
