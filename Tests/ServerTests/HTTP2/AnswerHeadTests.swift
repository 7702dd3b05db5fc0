// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHPACK
import Testing

@testable import Server

struct AnswerHeadTests {
    private func taken(_ text: String) -> (fields: [String], rest: String)? {
        var bytes = ByteBuffer(string: text)
        guard let head = AnswerHead.take(from: &bytes) else { return nil }
        return (head.map { "\($0.name)=\($0.value)" }, String(buffer: bytes))
    }

    @Test func `the fields are those of HTTP/1.1, but for the one about the connection`() throws {
        let answer = HTTPAnswer(status: .ok, content: .graphQL(Array("{}".utf8), .json))
        let bytes = answer.bytes(requestID: "r-1", date: Array("now".utf8), closes: true, sendsBody: true)
        let (fields, rest) = try #require(taken(String(buffer: bytes)))
        #expect(
            fields == [
                ":status=200", "content-type=application/json; charset=utf-8", "cache-control=no-store",
                "vary=Accept-Encoding, Origin", "x-content-type-options=nosniff", "x-request-id=r-1", "date=now",
                "content-length=2",
            ])
        #expect(rest == "{}")
    }

    @Test func `a value may hold colons, and a body what looks like a head`() throws {
        let (fields, rest) = try #require(taken("HTTP/1.1 302 Found\r\nLocation: https://a:1/\r\n\r\nA: b\r\n\r\n"))
        #expect(fields == [":status=302", "location=https://a:1/"])
        #expect(rest == "A: b\r\n\r\n")
    }

    @Test(arguments: ["", "HTTP/1.1", "HTTP/1.1 200\r\n", "HTTP/1.1 200\r\nA: b\r\n", "HTTP/1.1 200\r\nA\r\n\r\n"])
    func `what is no whole head is none`(text: String) {
        #expect(taken(text) == nil)
    }

    /// A client may allow the table that keeps them four gigabytes.
    @Test func `what differs from answer to answer is not kept for the next one`() throws {
        let answer = HTTPAnswer(
            status: .serviceUnavailable, content: .archive(name: "a.gz"), serverTiming: "db;dur=1", retryAfter: 2)
        var bytes = answer.bytes(requestID: "r-1", date: Array("now".utf8), closes: true, sendsBody: true)
        let head = try #require(AnswerHead.take(from: &bytes))
        let kept = head.compactMap { name, _, indexing in indexing == .indexable ? name : nil }
        #expect(kept == [":status", "content-type", "cache-control", "x-content-type-options"])
    }
}
