// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

struct SQLStatementTests {
    @Test func `statements are equal by the bytes of their texts`() {
        let texts = ["", "select 1", "select 2", "select 11", "select 'é'", "select 'e\u{301}'", "select '\u{0}'"]
        for left in texts {
            for right in texts {
                let (one, other) = (SQLStatement(text: left), SQLStatement(text: right))
                #expect((one == other) == Array(left.utf8).elementsEqual(Array(right.utf8)), "\(left) and \(right)")
                if one == other { #expect(one.hashValue == other.hashValue) }
            }
        }
    }
}
