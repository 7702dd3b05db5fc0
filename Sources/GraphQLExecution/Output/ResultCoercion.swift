// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON

/// What a resolved leaf becomes in the response. Specification: "Result Coercion" of each leaf type.
enum ResultCoercion {
    /// - Parameter value: not null.
    static func result(of value: JSON, as type: NamedType) throws(InputFault) -> JSON {
        switch type {
        case .scalar(let scalar):
            switch BuiltInScalar(rawValue: scalar.name) {
            case .int: try int(value)
            case .float: try float(value)
            case .string: try string(value)
            case .boolean: try boolean(value)
            case .id: try id(value)
            case nil: value
            }
        case .enum(let type): try name(value, of: type)
        case .object, .interface, .union, .inputObject:
            throw InputFault("Type \"\(type.name)\" is not a leaf type.")
        }
    }

    private static func int(_ value: JSON) throws(InputFault) -> JSON {
        guard let number = number(value), number.isWhole else {
            throw InputFault("Int cannot represent non-integer value: \(Inspection.text(for: value))")
        }
        guard let integer = number.wholeInt32 else {
            throw InputFault("Int cannot represent non 32-bit signed integer value: \(Inspection.text(for: value))")
        }
        return JSON(Int(integer))
    }

    private static func float(_ value: JSON) throws(InputFault) -> JSON {
        guard let number = number(value), number.isFinite else {
            throw InputFault("Float cannot represent non numeric value: \(Inspection.text(for: value))")
        }
        if case .number = value { return value }
        return .number(NumberText.text(for: number))
    }

    private static func string(_ value: JSON) throws(InputFault) -> JSON {
        switch value {
        case .string: return value
        case .boolean(let boolean): return .string(boolean ? "true" : "false")
        case .number(let text):
            if let number = Double(text), number.isFinite { return .string(NumberText.text(for: number)) }
        case .null, .array, .object: break
        }
        throw InputFault("String cannot represent value: \(Inspection.text(for: value))")
    }

    private static func boolean(_ value: JSON) throws(InputFault) -> JSON {
        switch value {
        case .boolean: return value
        case .number(let text):
            if let number = Double(text), number.isFinite { return .boolean(number != 0) }
        case .null, .string, .array, .object: break
        }
        throw InputFault("Boolean cannot represent a non boolean value: \(Inspection.text(for: value))")
    }

    private static func id(_ value: JSON) throws(InputFault) -> JSON {
        switch value {
        case .string: return value
        case .number(let text):
            if let digits = NumberText.integerText(ofLiteral: text) { return .string(digits) }
        case .null, .boolean, .array, .object: break
        }
        throw InputFault("ID cannot represent value: \(Inspection.text(for: value))")
    }

    private static func name(_ value: JSON, of type: EnumType) throws(InputFault) -> JSON {
        guard case .string(let name) = value, type.value(named: name) != nil else {
            throw InputFault("Enum \"\(type.name)\" cannot represent value: \(Inspection.text(for: value))")
        }
        return value
    }

    /// What ECMAScript's `Number` makes of a value, but that an empty string is no number.
    private static func number(_ value: JSON) -> Double? {
        switch value {
        case .boolean(let boolean): return boolean ? 1 : 0
        case .number(let text): return Double(text)
        case .string(let text):
            let isWhiteSpace: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
            guard !text.isEmpty else { return nil }
            let trimmed = text.utf8.drop(while: isWhiteSpace).reversed().drop(while: isWhiteSpace).reversed()
            let digits = String(decoding: Array(trimmed), as: UTF8.self)
            if digits.isEmpty { return 0 }
            for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.lowercased().hasPrefix(prefix) {
                return UInt64(digits.dropFirst(2), radix: radix).map { Double($0) }
            }
            let usual = Array("0123456789+-.eE".utf8)
            return digits.utf8.allSatisfy(usual.contains) ? Double(decimal: digits) : nil
        case .null, .array, .object: return nil
        }
    }
}

extension Double {
    /// A decimal literal of ECMAScript, whose point may stand at an edge: `.5`, `5.`.
    fileprivate init?(decimal text: String) {
        var text = text
        let sign = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.removeFirst()) : ""
        if text.hasPrefix(".") { text = "0" + text }
        if let point = text.firstIndex(of: ".") {
            let next = text.index(after: point)
            if next == text.endIndex || text[next] == "e" || text[next] == "E" { text.insert("0", at: next) }
        }
        self.init(sign + text)
    }
}
