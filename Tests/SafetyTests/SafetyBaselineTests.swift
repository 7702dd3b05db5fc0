// SPDX-License-Identifier: Apache-2.0

import JSON
import SQL
import Safety
import Testing

@Suite struct SafetyBaselineTests {
    private static let report = SafetyReport(findings: [
        Finding(code: .rowSecurityDisabled, severity: .error, object: .relation(.app("tasks")), message: "Off."),
        Finding(
            code: .foreignKeyWithoutIndex, severity: .warning, object: .key("k", of: .app("tasks")), message: "Slow."),
    ])

    @Test func `what is recorded accepts nothing until somebody gives a reason`() throws {
        var baseline = SafetyBaseline(recording: Self.report)
        #expect(baseline.entries == [.init(code: "PA306", object: "k on app.tasks", reason: "")])
        #expect(baseline.applied(to: Self.report).accepted.isEmpty)
        baseline.entries[0].reason = "Rows are never deleted."
        let read = try #require(SafetyBaseline(baseline.json))
        let applied = read.applied(to: Self.report)
        #expect(applied.accepted.map(\.code) == [.foreignKeyWithoutIndex])
        #expect(applied.report.findings.map(\.code) == [.rowSecurityDisabled])
        #expect(applied.stale.isEmpty)
    }

    @Test func `an error is not accepted, and what is gone is named`() throws {
        let json = try JSON.parse(
            #"""
            {"accepted": [{"code": "PA101", "object": "app.tasks", "reason": "We know."},
                {"code": "PA306", "object": "other on app.tasks", "reason": "Gone."}]}
            """#)
        let applied = try #require(SafetyBaseline(json)).applied(to: Self.report)
        #expect(applied.report.findings.count == 2 && applied.accepted.isEmpty)
        #expect(applied.stale.map(\.object) == ["other on app.tasks"])
        #expect(SafetyBaseline(.array([])) == nil)
    }
}
