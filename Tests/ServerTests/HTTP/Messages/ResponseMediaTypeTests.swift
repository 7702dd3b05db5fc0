// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

struct ResponseMediaTypeTests {
    @Test(arguments: [
        (nil, ResponseMediaType.json),
        ("", .json),
        (" ,\t,", .json),
        ("*/*", .json),
        ("application/*", .json),
        ("application/json", .json),
        ("APPLICATION/JSON", .json),
        ("application/json; charset=utf-8", .json),
        ("application/json;charset=\"UTF-8\"", .json),
        ("application/graphql-response+json", .graphQLResponse),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", .graphQLResponse),
        ("application/json, application/graphql-response+json", .graphQLResponse),
        ("application/graphql-response+json;q=0.9, application/json", .json),
        ("application/graphql-response+json, application/json;q=0.9", .graphQLResponse),
        ("application/graphql-response+json;q=0, */*", .json),
        ("application/json;q=0, application/graphql-response+json;q=0.001", .graphQLResponse),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", .json),
        ("text/html, , application/json", .json),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", .json),
        ("text/event-stream, application/json;q=0.5", .json),
    ])
    func `a client gets the type that it likes best`(accept: String?, expected: ResponseMediaType) {
        #expect(ResponseMediaType(accept: accept) == expected)
    }

    @Test(arguments: [
        "*", "text/html", "application/xml", "application/json;q=0", "*/*;q=0", "application/json;q=0, */*",
        "application/json; charset=latin1", "application/json;q=2", "application/json;q=x", "*/*;q=.", "*/*;q=.0",
        "json", "application",
        "application/json;q", "application/jsonx",
    ])
    func `a client that accepts neither type gets none`(accept: String) {
        #expect(ResponseMediaType(accept: accept) == nil)
    }

    @Test(arguments: [
        ("application/json", true), ("Application/JSON", true), ("application/json;charset=utf-8", true),
        ("application/json ; Charset=\"utf-8\" ;", true), ("application/json;profile=x", true),
        ("application/json; charset=utf-16", false), ("application/jsonp", false), ("application/json-patch", false),
        ("text/plain", false), ("text/plain; application/json", false), ("", false), (";", false),
        ("application/x-www-form-urlencoded", false), ("multipart/form-data; boundary=application/json", false),
        ("application/json, text/plain", false), ("application/graphql-response+json", false),
    ])
    func `only JSON is taken for JSON`(contentType: String, isJSON: Bool) {
        #expect(MediaType.isJSON(contentType) == isJSON)
    }

    @Test(arguments: [
        ("a/b", 1_000), ("a/b;q=1", 1_000), ("a/b;q=1.000", 1_000), ("a/b;q=0", 0), ("a/b;q=0.5", 500),
        ("a/b;Q=0.125", 125), ("a/b;q=0.", 0), ("a/b;q=.5", 500),
    ])
    func `weights are counted in thousandths`(text: String, weight: Int) {
        #expect(MediaType(text[...].utf8)?.weight == weight)
    }

    @Test(arguments: [
        "a/b;q=", "a/b;q=1.001", "a/b;q=0.1234", "a/b;q=-1", "a/b;q=..5", "a/b;q=.1234", "a/b;q=05", "a/b;q=9",
    ])
    func `what is no weight has none`(text: String) {
        let type = MediaType(text[...].utf8)
        #expect(type != nil)
        #expect(type?.weight == nil)
    }
}
