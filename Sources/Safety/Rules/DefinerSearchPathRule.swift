// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A SECURITY DEFINER function fixes its search path: else who calls it decides what its names mean.
///
/// An error where a request reaches the function, a warning where a request role may execute it.
struct DefinerSearchPathRule: SafetyRule {
    let code = SafetyCode.definerWithoutSearchPath

    func findings(in context: SafetyContext) -> [Finding] {
        context.judgedDefiners.compactMap { function, severity in
            guard !function.fixesSearchPath else { return nil }
            return Finding(
                code: code, severity: severity, object: function.object,
                message:
                    "It runs as \(function.owner) without a search path of its own, so a caller's search path decides "
                    + "what its names mean.",
                // A path that hides what an unqualified name means now would break the function: this one keeps the
                // function's own schema, and puts temporary objects last.
                mend:
                    "alter routine \(function.sql) set search_path = pg_catalog, \(function.name.schema.sqlName), pg_temp;"
            )
        }
    }
}

extension Function {
    /// Whether it has a search path that does not depend on who calls.
    fileprivate var fixesSearchPath: Bool {
        settings.contains { $0.hasPrefix("search_path=") && !$0.contains("$user") }
    }
}
