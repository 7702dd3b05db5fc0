// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Tenancy
import Testing

@testable import Server

struct KeySourceStateTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000_000)

    private func keys() throws -> [VerificationKey] {
        [try VerificationKey(secret: Array("a secret for tests, of more than 32 bytes".utf8), algorithm: .hs256)]
    }

    @Test(arguments: [
        (nil, TimeAmount.minutes(8)), (300, .minutes(4)), (0, .seconds(48)), (-5, .seconds(48)),
        (1_000_000, .minutes(48)),
    ])
    func `keys are read again before they expire, within bounds`(maximumAge: Int?, pause: TimeAmount) throws {
        var state = KeySourceState(now: start)
        #expect(state.nextLook == start)
        state.begins(now: start)
        state.succeeded(try keys(), maximumAge: maximumAge, now: start)
        #expect(state.nextLook == start + pause)
    }

    @Test func `what cannot be read is tried again, less and less often, and keeps its keys for a day`() throws {
        var state = KeySourceState(now: start)
        state.succeeded(try keys(), maximumAge: nil, now: start)
        var pauses: [Int64] = []
        for _ in 0..<9 {
            state.failed(now: start)
            pauses.append((state.nextLook - start).nanoseconds / 1_000_000_000)
        }
        #expect(pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300])
        #expect(state.keys != nil)
        state.failed(now: start + .hours(24))
        #expect(state.keys != nil)
        state.failed(now: start + .hours(25))
        #expect(state.keys == nil)
    }

    @Test func `unknown keys cause a look every half minute at most`() throws {
        var state = KeySourceState(now: start)
        #expect(state.mayLookForUnknownKey(now: start))
        state.begins(now: start)
        #expect(!state.mayLookForUnknownKey(now: start + .seconds(29)))
        #expect(state.mayLookForUnknownKey(now: start + .seconds(30)))
    }

    @Test(arguments: [
        (nil, nil), ("max-age=60", 60), ("public, Max-Age=300, must-revalidate", 300), ("no-store", nil),
        ("max-age=x", nil),
        ("s-maxage=1", nil),
    ])
    func `an issuer says how long its keys last`(field: String?, age: Int?) {
        #expect(KeySetFetcher.maximumAge(field) == age)
    }
}
