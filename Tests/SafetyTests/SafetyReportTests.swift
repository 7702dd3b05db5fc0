// SPDX-License-Identifier: Apache-2.0

import JSON
import SQL
import Safety
import Testing

@Suite struct SafetyReportTests {
    static let report = SafetyReport(findings: [
        Finding(
            code: .foreignKeyWithoutIndex, severity: .warning,
            object: .key("tasks_fkey", of: QualifiedName(schema: "app", name: "tasks")),
            message: "No index.", mend: "create index i\n    on app.tasks (a);"),
        Finding(code: .viewRunsAsOwner, severity: .error, object: .role("x"), message: "Runs as \"x\"."),
        Finding(code: .rowSecurityDisabled, severity: .error, object: .role("y"), message: "Off.", mend: "alter;"),
        Finding(code: .rowSecurityDisabled, severity: .error, object: .role("y"), message: "Off.", mend: "alter;"),
    ])

    @Test func `errors come first, each finding once`() {
        #expect(Self.report.findings.map(\.code) == [.rowSecurityDisabled, .viewRunsAsOwner, .foreignKeyWithoutIndex])
    }

    @Test func `the text names code and object, says why, and shows the mend`() {
        #expect(
            Self.report.findings.map(\.text).joined(separator: "\n") == """
                error PA101: role y
                    Off.
                        alter;

                error PA106: role x
                    Runs as "x".

                warning PA306: key tasks_fkey on app.tasks
                    No index.
                        create index i
                            on app.tasks (a);

                """)
    }

    @Test func `the summary counts errors and warnings`() {
        #expect(Self.report.summary == "2 errors, 1 warning")
        #expect(SafetyReport(findings: []).summary == "0 errors, 0 warnings")
    }

    @Test func `the JSON is an array of findings`() {
        #expect(
            Self.report.json.text
                == #"[{"code":"PA101","severity":"error","kind":"role","object":"y","message":"Off.","#
                + #""mend":"alter;"},{"code":"PA106","severity":"error","kind":"role","object":"x","#
                + #""message":"Runs as \"x\".","mend":null},{"code":"PA306","severity":"warning","kind":"key","#
                + #""object":"tasks_fkey on app.tasks","message":"No index.","#
                + #""mend":"create index i\n    on app.tasks (a);"}]"#)
    }

    @Test func `the mending SQL has each piece once`() {
        #expect(Self.report.mendingSQL == "alter;\ncreate index i\n    on app.tasks (a);\n")
    }

    @Test func `each code belongs to one rule`() {
        #expect(SafetyRules.all.map(\.code) == SafetyCode.allCases)
    }
}
