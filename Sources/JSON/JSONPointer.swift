// SPDX-License-Identifier: Apache-2.0

/// A place in a JSON value (RFC 6901), such as `/app_metadata/tenant`.
package struct JSONPointer: Sendable, Hashable {
    /// The names to follow, unescaped; none means the whole value.
    package let path: [String]

    package init(path: [String]) {
        self.path = path
    }

    /// The pointer that a text spells, or nil if it is neither empty nor begins with `/`, or has a bad `~` escape.
    package init?(_ text: String) {
        guard !text.isEmpty else {
            path = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var path: [String] = []
        for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let name = Self.unescaped(part) else { return nil }
            path.append(name)
        }
        self.path = path
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        var rest = part[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer's text by RFC 6901.
    package var description: String {
        var text = ""
        for name in path {
            text += "/"
            for scalar in name.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }
}

extension JSON {
    /// The value at a pointer, or nil if the path leads nowhere. Array items are named by index (`/0`).
    package subscript(pointer: JSONPointer) -> JSON? {
        var value = self
        for name in pointer.path {
            switch value {
            case .object:
                guard let next = value[name] else { return nil }
                value = next
            case .array(let items):
                // RFC 6901: digits without leading zeros.
                guard let index = Int(name), String(index) == name, items.indices.contains(index) else { return nil }
                value = items[index]
            case .null, .boolean, .number, .string:
                return nil
            }
        }
        return value
    }
}
