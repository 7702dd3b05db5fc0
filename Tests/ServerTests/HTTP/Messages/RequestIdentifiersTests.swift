// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

struct RequestIdentifiersTests {
    @Test func `a sane name of the client's is kept`() {
        let identifiers = RequestIdentifiers()
        for name in ["a", "0123456789.-_ABCxyz", String(repeating: "x", count: 64)] {
            #expect(identifiers.identifier(proposed: name) == name)
        }
    }

    @Test func `any other name is replaced`() {
        let identifiers = RequestIdentifiers()
        for name in ["", "a b", "a\r\nSet-Cookie: x", "ä", "a/b", "a\"", String(repeating: "x", count: 65)] {
            let made = identifiers.identifier(proposed: name)
            #expect(made != name)
            #expect(RequestIdentifiers.isSane(made))
        }
    }

    @Test func `names that are made differ`() {
        let one = RequestIdentifiers()
        let other = RequestIdentifiers()
        let names = (0..<1_000).flatMap { _ in [one.identifier(proposed: nil), other.identifier(proposed: nil)] }
        #expect(Set(names).count == 2_000)
    }
}
