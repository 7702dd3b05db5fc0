// SPDX-License-Identifier: Apache-2.0

import Mapping
import Testing

@Suite struct NamingRulesTests {
    @Test(arguments: [
        ("id", "id"), ("startedAt", "started_at"), ("minuteCostUSD", "minute_cost_usd"), ("URLPath", "url_path"),
        ("htmlURLText", "html_url_text"), ("already_snake", "already_snake"), ("a", "a"), ("A", "a"), ("", ""),
        ("aB", "a_b"), ("line2Text", "line2_text"), ("line2text", "line2text"), ("_private", "_private"),
        ("_Private", "_private"), ("X1", "x1"), ("oauth2Token", "oauth2_token"),
    ])
    func `a field's column is its name in snake case`(field: String, column: String) {
        #expect(snakeCase(field) == column)
    }

    @Test(arguments: [
        ("id", "id"), ("trainee_id", "traineeId"), ("already", "already"), ("a_b_c", "aBC"), ("_private", "_private"),
        ("double__underscore", "doubleUnderscore"), ("ends_", "ends"), ("line_2", "line2"), ("Mixed_Case", "MixedCase"),
        ("", ""), ("Shelf Id", "ShelfId"), ("2nd", "_2nd"), (" team", "team"), ("Größe", "GrE"), ("%", "_"),
    ])
    func `a column's field is its name in camel case`(column: String, field: String) {
        #expect(camelCase(column) == field)
    }

    @Test(arguments: ["startedAt", "traineeId", "minuteCost", "audioFileUrl", "line2Text"])
    func `names of our style survive both ways`(field: String) {
        #expect(camelCase(snakeCase(field)) == field)
    }
}
