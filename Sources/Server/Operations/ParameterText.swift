// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLSchema
import JSON
import Planning

/// The text of a value in PostgreSQL's input format.
enum ParameterText {
    /// Nil where the value does not fit the conversion.
    static func text(of value: InputValue, as conversion: ParameterConversion) -> String? {
        switch conversion {
        case .text: return plain(value)
        case .uuid: return plain(value).flatMap { isUUID($0) ? $0 : nil }
        case .integer(let bits): return plain(value).flatMap { fits($0, bits: bits) ? $0 : nil }
        case .enumeration(let stored):
            guard case .enum(let name) = value else { return nil }
            return stored[name]
        // What fits `JSON` has no such exponents; a scalar of the application's own takes any value.
        case .json: return value.containsFarExponent ? nil : json(value).text
        case .single: return value.containsFarExponent ? nil : plain(value)
        case .share: return plain(value).flatMap { (0...1).contains(Double($0) ?? -1) ? $0 : nil }
        case .timeZone: return plain(value).flatMap { TimeZoneName.isKnown($0) ? $0 : nil }
        case .words: return plain(value).flatMap(SearchWords.text)
        case .vector(let dimensions): return vector(value, dimensions: dimensions)
        case .count: return plain(value).flatMap { Int32($0) ?? -1 >= 0 ? $0 : nil }
        case .document(let document): return value.containsFarExponent ? nil : document.json(of: value).text
        case .array(let item):
            guard case .list(let items) = value else { return nil }
            return array(items, item)
        }
    }

    /// `[1,0.5]`, as pgvector reads it.
    private static func vector(_ value: InputValue, dimensions: Int?) -> String? {
        guard case .list(let items) = value, !items.isEmpty, items.count <= dimensions ?? 16_000,
            items.count == dimensions ?? items.count
        else { return nil }
        let numbers = items.compactMap { plain($0) }
        guard numbers.count == items.count, numbers.allSatisfy({ Float($0)?.isFinite ?? false }) else { return nil }
        return "[" + numbers.joined(separator: ",") + "]"
    }

    private static func plain(_ value: InputValue) -> String? {
        switch value {
        case .string(let text), .number(let text): text
        case .int(let number): String(number)
        case .float(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .enum(let name): name
        case .null, .list, .object: nil
        }
    }

    /// `{"a","b",NULL}`: every item quoted, so that none can be read as anything else.
    private static func array(_ items: [InputValue], _ conversion: ParameterConversion) -> String? {
        var result = "{"
        for (index, item) in items.enumerated() {
            if index > 0 { result += "," }
            if case .null = item {
                result += "NULL"
                continue
            }
            guard let text = text(of: item, as: conversion) else { return nil }
            result += "\""
            for scalar in text.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { result += "\\" }
                result.unicodeScalars.append(scalar)
            }
            result += "\""
        }
        return result + "}"
    }

    static func json(_ value: InputValue) -> JSON {
        switch value {
        case .null: .null
        case .int(let number): .number(String(number))
        case .float(let number): JSON(number) ?? .null
        case .string(let text): .string(text)
        case .boolean(let flag): .boolean(flag)
        case .number(let text): .number(text)
        case .enum(let name): .string(name)
        case .list(let items): .array(items.map(json))
        case .object(let fields): .object(fields.map { JSONMember(name: $0.name, value: json($0.value)) })
        }
    }

    /// 32 hexadecimal digits in groups of 8-4-4-4-12.
    private static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return false }
            default: guard byte.isHexadecimalDigit else { return false }
            }
        }
        return true
    }

    private static func fits(_ text: String, bits: Int) -> Bool {
        switch bits {
        case 16: Int16(text) != nil
        case 32: Int32(text) != nil
        default: Int64(text) != nil
        }
    }
}

extension ParameterConversion {
    /// What a value must be, for a message.
    var expectation: String {
        switch self {
        case .text, .single: "a single value"
        case .uuid: "a UUID"
        case .integer(let bits): "a whole number of \(bits) bits"
        case .enumeration: "a value of the enum"
        case .json, .document: "JSON with such numbers as can be written out"
        case .share: "a number from 0 to 1"
        case .timeZone: "the name of a time zone"
        case .words: "a text of at most \(SearchWords.maximumLength) characters"
        case .vector(let dimensions):
            dimensions.map { "a list of \($0) finite numbers" } ?? "a list of up to 16000 finite numbers"
        case .count: "a whole number that is not negative"
        case .array(let item): "a list in which each item is \(item.expectation)"
        }
    }

    /// What to write instead.
    var hint: String? {
        switch self {
        case .timeZone: "Write a name of the IANA time zone database, such as \"Europe/Berlin\", or \"UTC\"."
        case .json, .document: "Exponents of numbers go from -400 to 400."
        case .single: "Write a text, a number with an exponent from -400 to 400, true or false."
        case .text, .uuid, .integer, .enumeration, .share, .array, .words, .vector, .count: nil
        }
    }
}
