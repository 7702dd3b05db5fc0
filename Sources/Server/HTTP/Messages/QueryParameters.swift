// SPDX-License-Identifier: Apache-2.0

import JSON

/// The parameters of a request target. URL Standard, "application/x-www-form-urlencoded parsing", but strict.
struct QueryParameters {
    private var values: [String: String] = [:]

    /// - Throws: `BAD_USER_INPUT` for bytes that are not UTF-8, broken percent-encoding, and names that occur twice.
    init(_ text: Substring) throws(APIError) {
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            guard let name = Self.decoded(part[..<equals]), let value = Self.decoded(part[equals...].dropFirst()) else {
                throw APIError(.badUserInput, "The URL's parameters are not encoded as they should be.")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw APIError(.badUserInput, "The URL has a parameter twice.")
            }
        }
    }

    subscript(name: String) -> String? { values[name] }

    private static func decoded(_ text: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexadecimalValue, let low = rest.popFirst()?.hexadecimalValue else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension OperationRequest {
    /// Reads the parameters of a GET request. GraphQL over HTTP, "GET".
    ///
    /// - Throws: `BAD_USER_INPUT` saying which parameter is wrong, or what `OperationDocuments` says.
    init(
        query parameters: QueryParameters, limits: JSONLimits, documents: OperationDocuments, isAnonymous: Bool
    ) throws(APIError) {
        var members: [JSONMember] = []
        for name in ["query", "operationName", "documentId", "id", "doc_id"] {
            if let value = parameters[name] { members.append(JSONMember(name: name, value: .string(value))) }
        }
        for name in ["variables", "extensions"] {
            guard let text = parameters[name], !text.isEmpty else { continue }
            do throws(JSONError) {
                members.append(JSONMember(name: name, value: try JSON.parse(text, limits: limits)))
            } catch {
                throw APIError(json: error, of: "'\(name)'")
            }
        }
        try self.init(parameters: .object(members), documents: documents, isAnonymous: isAnonymous)
    }
}
