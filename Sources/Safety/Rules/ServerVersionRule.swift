// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The server has the fixes for row-level security that PostgreSQL has made.
///
/// CVE-2024-10976: a plan that was made for one role could be used for another. Fixed in 17.1, 16.5 and 15.9.
struct ServerVersionRule: SafetyRule {
    let code = SafetyCode.serverWithoutFixes

    private static let fixed = [15: 9, 16: 5, 17: 1]

    func findings(in context: SafetyContext) -> [Finding] {
        let (major, minor) = context.catalog.serverVersion.quotientAndRemainder(dividingBy: 10_000)
        guard let needed = Self.fixed[major], minor < needed else { return [] }
        return [
            Finding(
                code: code, severity: .warning, object: .database(context.catalog.database?.name ?? ""),
                message: "PostgreSQL \(major).\(minor) can use a plan made under one role's policies for another role "
                    + "(CVE-2024-10976). Update to \(major).\(needed) or later.")
        ]
    }
}
