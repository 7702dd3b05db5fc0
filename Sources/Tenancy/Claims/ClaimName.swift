// SPDX-License-Identifier: Apache-2.0

package import JSON

/// A claim by its name (`tenant_id`) or, where it is nested, by a JSON pointer (`/app_metadata/tenant`).
package struct ClaimName: Sendable, Hashable {
    /// As it stands in the configuration.
    package let text: String
    package let pointer: JSONPointer

    /// The claim that a text names, or nil if it is empty, has white space, `=` or `,`, or is no pointer though it begins
    /// with `/`.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") })
        else { return nil }
        if text.utf8.first == UInt8(ascii: "/") {
            guard let pointer = JSONPointer(text) else { return nil }
            self.pointer = pointer
        } else {
            pointer = JSONPointer(path: [text])
        }
        self.text = text
    }

    /// Two names are the same claim if they lead to the same place.
    package static func == (left: ClaimName, right: ClaimName) -> Bool {
        left.pointer == right.pointer
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(pointer)
    }

    /// The claim in a token, or nil if it is absent or null.
    func value(in claims: JSON) -> JSON? {
        guard let value = claims[pointer], !value.isNull else { return nil }
        return value
    }
}
