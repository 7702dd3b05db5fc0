// SPDX-License-Identifier: Apache-2.0

extension Printer {
    /// The longest field with its arguments that stays on one line, in UTF-16 units.
    private static let maximumLineLength = 80

    /// Whether an operation may be printed as its selection set alone. Specification: "Query shorthand".
    enum Shorthand {
        case allowed, refused
    }

    mutating func write(_ operation: OperationDefinition, shorthand: Shorthand = .allowed) {
        write(operation.description)
        let isShorthand =
            shorthand == .allowed && operation.type == .query && operation.name == nil && operation.variables.isEmpty
            && operation.directives.isEmpty && operation.description == nil
        if !isShorthand {
            output += operation.type.rawValue
            // An anonymous operation has its variables against the space, as the reference implementation prints it.
            if let name = operation.name {
                output += " " + name.value
            } else if !operation.variables.isEmpty {
                output += " "
            }
            write(operation.variables)
            write(operation.directives)
            output += " "
        }
        write(operation.selectionSet)
    }

    /// On one line, as the reference implementation has them, unless a description needs lines of its own.
    private mutating func write(_ variables: [VariableDefinition]) {
        if variables.isEmpty { return }
        if variables.contains(where: { $0.description != nil }) {
            writeLines("(", variables, ")") { printer, variable in printer.write(variable) }
        } else {
            output += "("
            writeSeparated(variables, by: ", ") { printer, variable in printer.write(variable) }
            output += ")"
        }
    }

    private mutating func write(_ variable: VariableDefinition) {
        write(variable.description)
        output += "$" + variable.variable.name.value + ": "
        write(variable.type)
        if let defaultValue = variable.defaultValue {
            output += " = "
            write(defaultValue)
        }
        write(variable.directives)
    }

    mutating func write(_ selectionSet: SelectionSet) {
        writeLines("{", selectionSet.selections, "}") { printer, selection in printer.write(selection) }
    }

    private mutating func write(_ selection: Selection) {
        switch selection {
        case .field(let field): write(field)
        case .fragmentSpread(let spread):
            output += "..." + spread.name.value
            write(spread.directives)
        case .inlineFragment(let fragment):
            output += "..."
            if let typeCondition = fragment.typeCondition { output += " on " + typeCondition.name.value }
            write(fragment.directives)
            output += " "
            write(fragment.selectionSet)
        }
    }

    private mutating func write(_ field: Field) {
        let prefix = (field.alias.map { $0.value + ": " } ?? "") + field.name.value
        output += prefix
        if !field.arguments.isEmpty {
            let arguments = field.arguments.map { argument in
                var printer = Printer()
                printer.write(argument)
                return printer.output
            }
            let line = "(" + arguments.joined(separator: ", ") + ")"
            if prefix.utf16.count + line.utf16.count <= Self.maximumLineLength {
                write(unindented: line)
            } else {
                writeLines("(", arguments, ")") { printer, argument in printer.write(unindented: argument) }
            }
        }
        write(field.directives)
        if let selectionSet = field.selectionSet {
            output += " "
            write(selectionSet)
        }
    }

    mutating func write(_ fragment: FragmentDefinition) {
        write(fragment.description)
        output += "fragment " + fragment.name.value + " on " + fragment.typeCondition.name.value
        write(fragment.directives)
        output += " "
        write(fragment.selectionSet)
    }
}
