// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// No function that a request role may execute is declared LEAKPROOF: it could be run on rows before policies hide them.
struct LeakproofFunctionRule: SafetyRule {
    let code = SafetyCode.leakproofFunction

    func findings(in context: SafetyContext) -> [Finding] {
        context.catalog.functions.compactMap { function in
            guard function.isLeakproof, !context.requestRolesExecuting(function).isEmpty else { return nil }
            return Finding(
                code: code, severity: .warning, object: function.object,
                message:
                    "LEAKPROOF lets it run before policies have hidden rows; what it tells of its arguments, by an "
                    + "error or a log line, is then told of every row.",
                mend: "alter function \(function.sql) not leakproof;")
        }
    }
}
