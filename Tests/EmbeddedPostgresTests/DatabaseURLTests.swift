// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EmbeddedPostgres

@Suite struct DatabaseURLTests {
    @Test func `all but unreserved characters are percent-encoded`() {
        #expect(
            DatabaseURL.text(
                user: "a b", password: "p@:/?#%&=", database: "d/ö", socketDirectory: "/tmp/with space,comma")
                    == """
                    postgresql://a%20b:p%40%3A%2F%3F%23%25%26%3D@/d%2F%C3%B6\
                    ?host=%2Ftmp%2Fwith%20space%2Ccomma&port=5432
                    """)
        #expect(DatabaseURL.encoded("AZaz09-._~") == "AZaz09-._~")
    }

    @Test func `a directory holds a socket if the path fits and has no comma`() {
        // "/.s.PGSQL.5432" is 14 bytes, and 107 are allowed.
        #expect(DatabaseURL.canHoldSocket("/" + String(repeating: "d", count: 92)))
        #expect(!DatabaseURL.canHoldSocket("/" + String(repeating: "d", count: 93)))
        #expect(!DatabaseURL.canHoldSocket("/" + String(repeating: "ö", count: 47)))
        #expect(!DatabaseURL.canHoldSocket("/one,two"))
        #expect(!DatabaseURL.canHoldSocket("relative"))
    }
}
