// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

struct ClaimTypeTests {
    @Test(arguments: [
        (ClaimType.uuid, #""AbCdEf01-2345-6789-abcd-EF0123456789""#, "abcdef01-2345-6789-abcd-ef0123456789"),
        (.int, "0", "0"), (.int, "-9223372036854775808", "-9223372036854775808"), (.int, #""42""#, "42"),
        (.text, #"" ""#, " "), (.text, #""é""#, "é"),
    ])
    func `a claim of the type gives its canonical text`(type: ClaimType, claim: String, text: String) throws {
        #expect(type.canonicalText(of: try JSON.parse(claim)) == text)
    }

    @Test(arguments: [
        (ClaimType.uuid, #""""#), (.uuid, #""abcdef01-2345-6789-abcd-ef012345678""#),
        (.uuid, #""abcdef01-2345-6789-abcd-ef01234567890""#), (.uuid, #""abcdef0g-2345-6789-abcd-ef0123456789""#),
        (.uuid, #""abcdef0102345-6789-abcd-ef0123456789""#), (.uuid, #""abcdef01-2345-6789-abcd-ef-123456789""#),
        (.uuid, #"" abcdef1-2345-6789-abcd-ef0123456789""#), (.uuid, "1"), (.uuid, "null"), (.uuid, "[]"),
        (.int, "1.0"), (.int, "1e3"), (.int, "9223372036854775808"), (.int, #""""#), (.int, #""01""#), (.int, #""+1""#),
        (.int, #""1 ""#), (.int, #""0x1""#), (.int, #""-0""#), (.int, "true"), (.int, #""9223372036854775808""#),
        (.text, #""""#), (.text, "1"), (.text, "{}"),
    ])
    func `a claim of another type gives none`(type: ClaimType, claim: String) throws {
        #expect(type.canonicalText(of: try JSON.parse(claim)) == nil)
    }
}
