// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

struct HTTPStatusTests {
    @Test func `what was executed is 200`() {
        #expect(HTTPStatus(.executed, mediaType: .json) == .ok)
        #expect(HTTPStatus(.executed, mediaType: .graphQLResponse) == .ok)
    }

    @Test func `each code has its status for each type of answer`() {
        let expected: [ErrorCode: (json: HTTPStatus, graphQLResponse: HTTPStatus)] = [
            .unauthenticated: (.unauthorized, .unauthorized),
            .forbidden: (.ok, .ok),
            .parseFailed: (.ok, .badRequest),
            .validationFailed: (.ok, .badRequest),
            .badUserInput: (.ok, .badRequest),
            .notFound: (.ok, .ok),
            .conflict: (.ok, .ok),
            .limitExceeded: (.ok, .badRequest),
            .rateLimited: (.tooManyRequests, .tooManyRequests),
            .persistedQueryNotFound: (.ok, .ok),
            .timeout: (.ok, .ok),
            .unavailable: (.serviceUnavailable, .serviceUnavailable),
            .internal: (.internalServerError, .internalServerError),
        ]
        for code in ErrorCode.allCases {
            #expect(HTTPStatus(.failed(code), mediaType: .json) == expected[code]?.json, "\(code)")
            let status = HTTPStatus(.failed(code), mediaType: .graphQLResponse)
            #expect(status == expected[code]?.graphQLResponse, "\(code)")
        }
    }

    @Test func `the first line has the status's number`() {
        for status in HTTPStatus.allCases {
            #expect("\(status.line)".hasPrefix("HTTP/1.1 \(status.rawValue) "))
            #expect("\(status.line)".hasSuffix("\r\n"))
        }
    }
}
