// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let parent = "00f067aa0ba902b7"

    @Test func `the four parts are read, and the server has a part of its own`() throws {
        let context = try #require(TraceContext(traceparent: "00-\(Self.trace)-\(Self.parent)-01"))
        #expect(context.traceID == Self.trace && context.parentID == Self.parent && context.isSampled)
        #expect(context.spanID.count == 16 && context.spanID != Self.parent)
        #expect(context.applicationName.utf8.count <= 63)
        let other = try #require(TraceContext(traceparent: "00-\(Self.trace)-\(Self.parent)-01"))
        #expect(other.spanID != context.spanID)
    }

    @Test(arguments: [("00", false), ("01", true), ("02", false), ("03", true), ("ff", true)])
    func `only the last bit says whether it is sampled`(flags: String, isSampled: Bool) throws {
        #expect(
            try #require(TraceContext(traceparent: "00-\(Self.trace)-\(Self.parent)-\(flags)")).isSampled == isSampled)
    }

    @Test(arguments: ["cc-\(trace)-\(parent)-01", "cc-\(trace)-\(parent)-01-what-the-future-will-be-like"])
    func `a later version is read as far as it is known`(text: String) {
        #expect(TraceContext(traceparent: text)?.traceID == Self.trace)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(parent)", "00-\(trace)-\(parent)-01-", "00-\(trace)-\(parent)-01-00",
        "ff-\(trace)-\(parent)-01", "cc-\(trace)-\(parent)-01.x", "0-\(trace)-\(parent)-01",
        "00-00000000000000000000000000000000-\(parent)-01", "00-\(trace)-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-\(parent)-01", "00-\(trace)-\(parent)-0g", "00_\(trace)-\(parent)-01",
        " 00-\(trace)-\(parent)-01", "00-\(trace)-\(parent)-01,00-\(trace)-\(parent)-01",
        "00-\(trace.dropLast())ü-\(parent)-01",
    ])
    func `what is not exactly that is no trace`(text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }

    @Test(arguments: ["16/B374D848", "0/0", "FFFFFFFF/ffffffff"])
    func `a log position is two hexadecimal numbers`(text: String) {
        #expect(LogPosition(text)?.text == text)
    }

    @Test(arguments: ["", "/", "1", "1/", "/1", "1/2/3", "123456789/0", "g/0", "1 /0", "-1/0", "0/0;"])
    func `nothing else is one`(text: String) {
        #expect(LogPosition(text) == nil)
    }
}
