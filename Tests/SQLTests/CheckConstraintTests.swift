// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@Suite struct CheckConstraintTests {
    private func texts(_ definition: String, of column: String = "status") -> [String]? {
        CheckConstraint(name: "c", definition: definition).admittedTexts(of: column)
    }

    @Test(arguments: [
        "CHECK ((status = ANY (ARRAY['a'::text, 'b''s'::text])))",
        "CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b''s'::character varying])::text[])))",
        "CHECK (((status IS NULL) OR (status = 'a'::text) OR (status = 'b''s'::text)))",
        "check (status in ('a', 'b''s'))",
    ])
    func `a list of texts is read however it is printed`(definition: String) {
        #expect(texts(definition) == ["a", "b's"])
    }

    @Test(arguments: [
        "CHECK ((status <> ALL (ARRAY['a'::text])))", "CHECK ((NOT (status = 'a'::text)))",
        "CHECK (((status = 'a'::text) AND (kind = 'b'::text)))", "CHECK ((lower(status) = 'a'::text))",
        "CHECK ((kind = ANY (ARRAY['a'::text])))", "CHECK ((length(status) > 2))", "CHECK ((status ~ '^a'::text))",
    ])
    func `what says anything else says nothing of the values`(definition: String) {
        #expect(texts(definition) == nil)
    }

    @Test func `a column's name may need quotes`() {
        #expect(texts(#"CHECK (("Größe" = ANY (ARRAY['S'::text])))"#, of: "Größe") == ["S"])
    }
}
