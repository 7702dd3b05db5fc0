// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import palisade

struct DatabaseLoginTests {
    @Test(arguments: [
        ("postgresql://owner:secret@db.example:5433/app", "postgresql://u:p@db.example:5433/app"),
        ("postgres://owner@db/app?sslmode=require", "postgres://u:p@db/app?sslmode=require"),
        ("postgresql:///app?host=%2Ftmp&user=owner&password=secret", "postgresql://u:p@/app?host=%2Ftmp"),
        ("postgresql://o:p%40ss@a,b/app", "postgresql://u:p@a,b/app"),
        ("postgresql://db?user=owner", "postgresql://u:p@db"),
        ("host=/tmp dbname=app user=owner", "host=/tmp dbname=app user=owner user=u password=p"),
    ])
    func `only the login changes`(given: String, expected: String) {
        #expect(DatabaseLogin.connectionString(given, user: "u", password: "p") == expected)
    }
}
