// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

struct JSONTests {
    @Test func `numbers are made from Swift's and checked texts`() {
        #expect(JSON(-5) == .number("-5"))
        #expect(JSON(Int.min).integerValue == Int.min)
        #expect(JSON(1e100)?.doubleValue == 1e100)
        #expect(JSON(Double.leastNonzeroMagnitude)?.doubleValue == .leastNonzeroMagnitude)
        #expect(JSON(Double.infinity) == nil)
        #expect(JSON(Double.nan) == nil)
        #expect(JSON(numberText: "-1.50e+3") == .number("-1.50e+3"))
        for text in ["", "-", "1.", "01", "1 ", " 1", "1e", "0x1", "NaN", "1,2"] {
            #expect(JSON(numberText: text) == nil, "\(text)")
        }
    }

    @Test func `accessors answer only for their own kind`() throws {
        let value = try JSON.parse(#"{"s":"1","n":1,"d":1.0,"e":1e999,"b":true,"z":null,"a":[1]}"#)
        #expect(value["s"]?.stringValue == "1")
        #expect(value["s"]?.integerValue == nil)
        #expect(value["n"]?.integerValue == 1)
        #expect(value["n"]?.stringValue == nil)
        #expect(value["d"]?.integerValue == nil)
        #expect(value["d"]?.doubleValue == 1)
        #expect(value["e"]?.doubleValue == nil)
        #expect(value["b"]?.booleanValue == true)
        #expect(value["z"]?.isNull == true)
        #expect(value["a"]?.arrayValue == [.number("1")])
        #expect(value["a"]?["s"] == nil)
        #expect(value["missing"] == nil)
        #expect(value.members?.count == 7)
    }

    @Test func `equality looks at order and spelling`() throws {
        #expect(try JSON.parse(#"{"a":1,"b":2}"#) != JSON.parse(#"{"b":2,"a":1}"#))
        #expect(try JSON.parse("1") != JSON.parse("1.0"))
        #expect(JSON.string("1") != .number("1"))
        #expect(JSON.null != .boolean(false))
    }
}
