// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Not everybody may execute a SECURITY DEFINER function.
///
/// An error where a request reaches the function, else a warning.
struct DefinerPublicExecuteRule: SafetyRule {
    let code = SafetyCode.definerExecutableByPublic

    func findings(in context: SafetyContext) -> [Finding] {
        context.judgedDefiners.compactMap { function, severity in
            guard function.executors.contains("public") else { return nil }
            return Finding(
                code: code, severity: severity, object: function.object,
                message: "It runs as \(function.owner), and every role may execute it. Grant EXECUTE to the roles that "
                    + "need it.",
                mend: "revoke execute on routine \(function.sql) from public;")
        }
    }
}
