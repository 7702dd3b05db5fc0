// SPDX-License-Identifier: Apache-2.0

extension Printer {
    mutating func write(_ schema: SchemaDefinition, keyword: String) {
        write(schema.description)
        output += keyword
        write(schema.directives)
        writeLines(" {", schema.operationTypes, "}") { printer, operationType in
            printer.output += operationType.operation.rawValue + ": " + operationType.type.name.value
        }
    }

    mutating func write(_ directive: DirectiveDefinition) {
        write(directive.description)
        output += "directive @" + directive.name.value
        writeParenthesized(directive.arguments) { printer, argument in printer.write(argument) }
        if directive.isRepeatable { output += " repeatable" }
        output += " on " + directive.locations.map(\.value).joined(separator: " | ")
    }

    mutating func write(_ type: TypeDefinition, prefix: String) {
        write(type.description)
        output += prefix
        switch type.kind {
        case .scalar:
            output += "scalar " + type.name.value
            write(type.directives)
        case .object(let interfaces, let fields):
            output += "type " + type.name.value
            write(interfaces: interfaces)
            write(type.directives)
            write(fields: fields)
        case .interface(let interfaces, let fields):
            output += "interface " + type.name.value
            write(interfaces: interfaces)
            write(type.directives)
            write(fields: fields)
        case .union(let members):
            output += "union " + type.name.value
            write(type.directives)
            if !members.isEmpty { output += " = " + members.map(\.name.value).joined(separator: " | ") }
        case .enum(let values):
            output += "enum " + type.name.value
            write(type.directives)
            writeLines(" {", values, "}") { printer, value in
                printer.write(value.description)
                printer.output += value.name.value
                printer.write(value.directives)
            }
        case .inputObject(let fields):
            output += "input " + type.name.value
            write(type.directives)
            writeLines(" {", fields, "}") { printer, field in printer.write(field) }
        }
    }

    private mutating func write(interfaces: [NamedTypeReference]) {
        if interfaces.isEmpty { return }
        output += " implements " + interfaces.map(\.name.value).joined(separator: " & ")
    }

    private mutating func write(fields: [FieldDefinition]) {
        writeLines(" {", fields, "}") { printer, field in
            printer.write(field.description)
            printer.output += field.name.value
            printer.writeParenthesized(field.arguments) { printer, argument in printer.write(argument) }
            printer.output += ": "
            printer.write(field.type)
            printer.write(field.directives)
        }
    }

    private mutating func write(_ inputValue: InputValueDefinition) {
        write(inputValue.description)
        output += inputValue.name.value + ": "
        write(inputValue.type)
        if let defaultValue = inputValue.defaultValue {
            output += " = "
            write(defaultValue)
        }
        write(inputValue.directives)
    }
}
