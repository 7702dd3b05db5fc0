// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1
import Testing

@testable import Server

struct RequestHeadersTests {
    @Test func `fields are found whatever the case of their names`() {
        let headers = RequestHeaders(
            HTTPHeaders([
                ("HOST", "a"), ("aUTHORIZATION", "Bearer x"), ("content-TYPE", "application/json"),
                ("Content-Encoding", "gzip"), ("ACCEPT", "*/*"), ("x-request-ID", "r"), ("CONTENT-length", "7"),
                ("Expect", "100-CONTINUE"), ("upgrade", "h2c"),
            ]))
        #expect(headers.hostCount == 1)
        #expect(headers.authorization == ["Bearer x"])
        #expect(headers.contentType == "application/json")
        #expect(headers.contentEncoding == "gzip")
        #expect(headers.accept == "*/*")
        #expect(headers.requestID == "r")
        #expect(headers.contentLength == 7)
        #expect(headers.expectsContinue)
        #expect(headers.asksForUpgrade)
    }

    @Test func `fields that come twice are told from those that come once`() {
        let headers = RequestHeaders(
            HTTPHeaders([
                ("Host", "a"), ("Host", "b"), ("Authorization", "1"), ("authorization", "2"), ("Accept", "a/b"),
                ("accept", "c/d"), ("Content-Type", "application/json"), ("Content-Type", "text/plain"),
            ]))
        #expect(headers.hostCount == 2)
        #expect(headers.authorization == ["1", "2"])
        #expect(headers.accept == "a/b,c/d")
        #expect(headers.hasSeveralContentTypes)
    }

    @Test func `blanks at the end of a value are none of it`() {
        let headers = RequestHeaders(
            HTTPHeaders([
                ("Host", "localhost \t"), ("Authorization", "Bearer x  "), ("Content-Length", "7 "), ("Accept", " "),
            ]))
        #expect(headers.host == "localhost")
        #expect(headers.authorization == ["Bearer x"])
        #expect(headers.contentLength == 7)
        #expect(headers.accept == "")
    }

    @Test func `codings are listed in their order, over all fields`() {
        let headers = RequestHeaders(
            HTTPHeaders([
                ("Transfer-Encoding", "gzip, Chunked "), ("transfer-encoding", "chunked"), ("Content-Encoding", "gzip"),
                ("Content-Encoding", "identity"), ("Content-Length", "9223372036854775808"),
            ]))
        #expect(headers.transferCodings == ["gzip", "chunked", "chunked"])
        #expect(headers.contentEncoding == "gzip,identity")
        #expect(headers.hasContentLength)
        #expect(headers.contentLength == .max)
    }

    @Test func `fields whose names only look alike are left alone`() {
        let headers = RequestHeaders(
            HTTPHeaders([("Hose", "a"), ("Authorisation", "x"), ("Contents-Type", "x"), ("Content-Typo", "x")]))
        #expect(headers.hostCount == 0)
        #expect(headers.authorization.isEmpty)
        #expect(headers.contentType == nil)
    }
}
