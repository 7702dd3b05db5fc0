// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

struct JSONPointerTests {
    // The document and the answers of RFC 6901, section 5.
    private let document = #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#

    @Test(arguments: [
        ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
        ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
    func `a pointer finds its value`(text: String, value: String) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(pointer.description == text)
        #expect(try JSON.parse(document)[pointer]?.text == value)
    }

    @Test func `the empty pointer is the whole value`() throws {
        let value = try JSON.parse(document)
        #expect(value[try #require(JSONPointer(""))] == value)
    }

    @Test(arguments: ["/foo/2", "/foo/-1", "/foo/-", "/foo/00", "/foo/0/x", "/missing", "/foo/bar", "//"])
    func `a path that leads nowhere finds nothing`(text: String) throws {
        #expect(try JSON.parse(document)[#require(JSONPointer(text))] == nil)
    }

    @Test(arguments: ["foo", "/~", "/a~2", "/~x/b"])
    func `a text that is no pointer makes none`(text: String) {
        #expect(JSONPointer(text) == nil)
    }
}
