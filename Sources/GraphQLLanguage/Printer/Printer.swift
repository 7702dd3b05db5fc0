// SPDX-License-Identifier: Apache-2.0

/// Writes syntax trees as text, in the reference implementation's layout.
///
/// Parsing the text gives the tree back, but for the places of its nodes. Recursion goes as deep as the tree, which
/// the parser has bounded.
public struct Printer {
    /// What is written so far.
    var output = ""
    /// Line break and white space with which each further line begins.
    private var lineStart = "\n"

    /// A document, its definitions with an empty line between them.
    public static func print(_ document: Document) -> String {
        var printer = Printer()
        for (index, definition) in document.definitions.enumerated() {
            if index > 0 { printer.output += "\n\n" }
            // The brace of a shorthand query would open the fields of a type that has none.
            if index > 0, document.definitions[index - 1].endsBeforeBraces, case .operation(let query) = definition {
                printer.write(query, shorthand: .refused)
            } else {
                printer.write(definition)
            }
        }
        return printer.output
    }

    /// A definition.
    public static func print(_ definition: Definition) -> String {
        var printer = Printer()
        printer.write(definition)
        return printer.output
    }

    /// A selection set with its braces.
    public static func print(_ selectionSet: SelectionSet) -> String {
        var printer = Printer()
        printer.write(selectionSet)
        return printer.output
    }

    /// A value, on one line but for block strings.
    public static func print(_ value: Value) -> String {
        var printer = Printer()
        printer.write(value)
        return printer.output
    }

    /// A reference to a type: `[String!]`.
    public static func print(_ type: TypeReference) -> String {
        var printer = Printer()
        printer.write(type)
        return printer.output
    }

    /// A directive with its arguments.
    public static func print(_ directive: Directive) -> String {
        var printer = Printer()
        printer.write(directive)
        return printer.output
    }

    private mutating func write(_ definition: Definition) {
        switch definition {
        case .operation(let operation): write(operation)
        case .fragment(let fragment): write(fragment)
        case .schema(let schema): write(schema, keyword: "schema")
        case .schemaExtension(let schema): write(schema, keyword: "extend schema")
        case .directive(let directive): write(directive)
        case .type(let type): write(type, prefix: "")
        case .typeExtension(let type): write(type, prefix: "extend ")
        }
    }
}

extension Definition {
    /// Whether the definition leaves out the braces that it could end with, so that the next brace would be taken for
    /// them.
    fileprivate var endsBeforeBraces: Bool {
        switch self {
        case .schemaExtension(let schema): schema.operationTypes.isEmpty
        case .type(let type), .typeExtension(let type):
            switch type.kind {
            case .object(_, let fields), .interface(_, let fields): fields.isEmpty
            case .enum(let values): values.isEmpty
            case .inputObject(let fields): fields.isEmpty
            case .scalar, .union: false
            }
        case .operation, .fragment, .schema, .directive: false
        }
    }
}

// MARK: Layout

extension Printer {
    mutating func beginLine() { output += lineStart }

    mutating func indented(_ body: (inout Printer) -> Void) {
        let outer = lineStart
        lineStart += "  "
        body(&self)
        lineStart = outer
    }

    /// Text that was laid out on its own, whose further lines take the indentation of this place.
    mutating func write(unindented text: String) {
        guard text.utf8.contains(UInt8(ascii: "\n")) else {
            output += text
            return
        }
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { output += lineStart }
            output += String(decoding: line, as: UTF8.self)
        }
    }

    /// Items one to a line within brackets, if there are any.
    mutating func writeLines<Item>(
        _ open: String, _ items: [Item], _ close: String, _ writeItem: (inout Printer, Item) -> Void
    ) {
        if items.isEmpty { return }
        output += open
        indented { printer in
            for item in items {
                printer.beginLine()
                writeItem(&printer, item)
            }
        }
        beginLine()
        output += close
    }

    mutating func writeSeparated<Item>(
        _ items: [Item], by separator: String, _ writeItem: (inout Printer, Item) -> Void
    ) {
        for (index, item) in items.enumerated() {
            if index > 0 { output += separator }
            writeItem(&self, item)
        }
    }

    /// Items within parentheses, if there are any: on one line, or if one of them needs several, each on its own.
    mutating func writeParenthesized<Item>(_ items: [Item], _ writeItem: (inout Printer, Item) -> Void) {
        if items.isEmpty { return }
        let texts = items.map { item in
            var printer = Printer()
            writeItem(&printer, item)
            return printer.output
        }
        if texts.contains(where: { $0.utf8.contains(UInt8(ascii: "\n")) }) {
            writeLines("(", texts, ")") { printer, text in printer.write(unindented: text) }
        } else {
            output += "(" + texts.joined(separator: ", ") + ")"
        }
    }

    mutating func write(_ description: Description?) {
        guard let description else { return }
        writeString(description.value, isBlock: description.isBlock)
        beginLine()
    }
}

// MARK: Values and types

extension Printer {
    mutating func write(_ value: Value) {
        switch value {
        case .variable(let variable): output += "$" + variable.name.value
        case .int(let text, _), .float(let text, _), .enum(let text, _): output += text
        case .string(let content, let isBlock, _): writeString(content, isBlock: isBlock)
        case .boolean(let boolean, _): output += boolean ? "true" : "false"
        case .null: output += "null"
        case .list(let values, _):
            output += "["
            writeSeparated(values, by: ", ") { printer, value in printer.write(value) }
            output += "]"
        case .object(let fields, _):
            output += "{"
            writeSeparated(fields, by: ", ") { printer, field in
                printer.output += field.name.value + ": "
                printer.write(field.value)
            }
            output += "}"
        }
    }

    /// A string of a tree that a program made may have content that no block string can hold: that one is quoted.
    private mutating func writeString(_ content: String, isBlock: Bool) {
        if isBlock, BlockString.isRepresentable(content) {
            write(unindented: BlockString.text(for: content))
        } else {
            output += StringLiteral.text(for: content)
        }
    }

    mutating func write(_ type: TypeReference) {
        switch type {
        case .named(let named): output += named.name.value
        case .list(let inner, _):
            output += "["
            write(inner)
            output += "]"
        case .nonNull(let inner, _):
            write(inner)
            output += "!"
        }
    }

    mutating func write(_ directive: Directive) {
        output += "@" + directive.name.value
        if directive.arguments.isEmpty { return }
        output += "("
        writeSeparated(directive.arguments, by: ", ") { printer, argument in printer.write(argument) }
        output += ")"
    }

    /// Directives, each with a space before it.
    mutating func write(_ directives: [Directive]) {
        for directive in directives {
            output += " "
            write(directive)
        }
    }

    mutating func write(_ argument: Argument) {
        output += argument.name.value + ": "
        write(argument.value)
    }
}
