// SPDX-License-Identifier: Apache-2.0

import JSON

/// Values as messages show them: in the reference implementation's notation, short enough for a message.
enum Inspection {
    /// How deep objects and arrays are shown, how many items of an array, how many UTF-8 bytes in all.
    private static let maximumDepth = 2
    private static let maximumItems = 10
    private static let maximumLength = 1_000

    static func text(for value: JSON) -> String {
        var text = ""
        write(value, depth: 0, to: &text)
        guard text.utf8.count > maximumLength else { return text }
        // Cut at a character's edge.
        return String(text.prefix(maximumLength)) + "…"
    }

    private static func write(_ value: JSON, depth: Int, to text: inout String) {
        // What is past the end of the message need not be laid out.
        if text.utf8.count > maximumLength { return }
        switch value {
        case .null, .boolean, .string: text += value.text
        case .number(let literal): text += NumberText.text(forLiteral: literal)
        case .array(let items):
            if items.isEmpty {
                text += "[]"
            } else if depth >= maximumDepth {
                text += "[Array]"
            } else {
                writeItems(items, depth: depth, to: &text)
            }
        case .object(let members):
            if members.isEmpty {
                text += "{}"
            } else if depth >= maximumDepth {
                text += "[Object]"
            } else {
                writeMembers(members, depth: depth, to: &text)
            }
        }
    }

    private static func writeItems(_ items: [JSON], depth: Int, to text: inout String) {
        text += "["
        for (index, item) in items.prefix(maximumItems).enumerated() {
            if index > 0 { text += ", " }
            write(item, depth: depth + 1, to: &text)
        }
        let remaining = items.count - maximumItems
        if remaining == 1 { text += ", ... 1 more item" }
        if remaining > 1 { text += ", ... \(remaining) more items" }
        text += "]"
    }

    private static func writeMembers(_ members: [JSONMember], depth: Int, to text: inout String) {
        text += "{ "
        for (index, member) in members.enumerated() {
            if text.utf8.count > maximumLength { break }
            if index > 0 { text += ", " }
            text += member.name + ": "
            write(member.value, depth: depth + 1, to: &text)
        }
        text += " }"
    }
}
