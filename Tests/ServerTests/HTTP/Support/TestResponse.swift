// SPDX-License-Identifier: Apache-2.0

import JSON

/// An answer as it came over the wire.
struct TestResponse: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: String

    /// The value of the only field of this name; nil if there is none or more than one.
    func field(_ name: String) -> String? {
        let values = fields.filter { $0.name.lowercased() == name.lowercased() }
        return values.count == 1 ? values.first?.value : nil
    }

    var json: JSON? { try? JSON.parse(body) }

    /// `extensions.code` of the only error.
    var code: String? {
        guard let errors = json?["errors"]?.arrayValue, errors.count == 1 else { return nil }
        return errors.first?["extensions"]?["code"]?.stringValue
    }

    /// The message of the only error.
    var message: String? {
        guard let errors = json?["errors"]?.arrayValue, errors.count == 1 else { return nil }
        return errors.first?["message"]?.stringValue
    }

    /// Takes one whole answer from the front of the bytes, or nothing if there is less than that.
    ///
    /// - Parameter hasBody: false for the answer to HEAD.
    static func take(from bytes: inout [UInt8], hasBody: Bool = true) -> TestResponse? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        var lines = text[..<end.lowerBound].split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines.removeFirst().split(separator: " ")
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
        let fields = lines.compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstRange(of: ": ") else { return nil }
            return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
        }
        let length = fields.first { $0.name == "Content-Length" }.flatMap { Int($0.value) } ?? 0
        let head = text[..<end.upperBound].utf8.count
        let body = hasBody ? length : 0
        guard bytes.count >= head + body else { return nil }
        let content = String(decoding: bytes[head..<(head + body)], as: UTF8.self)
        bytes.removeFirst(head + body)
        return TestResponse(status: status, fields: fields, body: content)
    }
}
