// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Reads `@call`, and the types that go into and come out of functions.
extension MappingReader {
    /// A root field with @call. Its arguments and its type are the author's; both are held against the function later.
    mutating func readCall(_ field: FieldDeclaration, isMutation: Bool) {
        guard let function = readFunctionName(field) else { return }
        guard field.type.listDepth <= 1 else {
            faults.append(.listOfLists(field))
            return
        }
        guard !isAbstract(field.type.name) else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)': a function answers rows of one type, and no '\(field.type.name)'.",
                    hint: "Name the type.", at: field.origin))
            return
        }
        let allowed: Set<String> = field.type.listDepth == 1 ? ["call", "limit"] : ["call"]
        refuseDirectives(
            of: field, but: allowed,
            on: field.type.listDepth == 1 ? "a list from a function" : "the answer of a function")
        let result: AuthoredCall.Result
        if tableTypes.contains(field.type.name) {
            checkRowList(field)
            result = .rows(field.type.name)
        } else if let scalar = scalar(field.type.name) {
            result = .value(scalar)
        } else {
            // A type that is no object type is reported where it is defined, or by the specification's own rules.
            checkRowList(field)
            result = .record(field.type.name)
        }
        mapping.calls.append(
            AuthoredCall(
                rootType: field.owner, name: field.name, isMutation: isMutation, function: function,
                arguments: field.arguments.compactMap { readArgument($0, of: field) },
                result: result, isList: field.type.listDepth == 1, isNonNull: field.type.isNonNull,
                isItemNonNull: field.type.isItemNonNull, limit: readLimit(field),
                origin: field.origin))
    }

    mutating func readFunctionName(_ field: FieldDeclaration) -> QualifiedName? {
        let written = field.directive("call")?.string("function") ?? ""
        if let function = QualifiedName(parsing: written) { return function }
        faults.append(
            MappingFault(
                "@call of '\(field.place)': \"\(written)\" is not the name of a function.",
                hint: "Write \"schema.function\"; a part with a dot or a blank in it stands in double quotes.",
                at: field.origin))
        return nil
    }

    mutating func readArgument(_ argument: InputValueDefinition, of field: FieldDeclaration) -> AuthoredArgument? {
        let origin = Origin(source: field.source, range: argument.name.range)
        let wrapped = WrappedType(argument.type)
        guard wrapped.listDepth <= 1 else {
            faults.append(
                MappingFault(
                    "Argument '\(argument.name.value)' of '\(field.place)': a function takes no list of lists.",
                    hint: "Take JSON, or an input object that holds the inner lists.", at: origin))
            return nil
        }
        return AuthoredArgument(
            name: argument.name.value, kind: argumentKind(wrapped.name), isList: wrapped.listDepth == 1,
            isRequired: wrapped.isNonNull, origin: origin)
    }

    private func argumentKind(_ typeName: String) -> AuthoredArgument.Kind {
        scalar(typeName).map { .scalar($0) } ?? .input(typeName)
    }

    /// A type without @table that a function answers; an extension adds to it.
    mutating func readRecord(_ typeName: String, _ fields: [FieldDefinition], source: Source?, origin: Origin) {
        var read: [AuthoredField] = []
        for field in fields.map({ FieldDeclaration($0, of: typeName, source: source) }) {
            for directive in ["default", "readOnly", "version", "call"] where field.has(directive) {
                faults.append(
                    MappingFault(
                        "Field '\(field.place)': @\(directive) means nothing on what a function answers.",
                        hint: "Take it away.", at: field.origin))
            }
            if !field.has("call"), let field = readField(field) { read.append(field) }
        }
        if let index = mapping.records.firstIndex(where: { $0.typeName == typeName }) {
            mapping.records[index].fields += read
        } else {
            mapping.records.append(AuthoredRecord(typeName: typeName, fields: read, origin: origin))
        }
    }

    /// An input object of the author's own.
    mutating func readInput(_ typeName: String, _ fields: [InputValueDefinition]) {
        let members = fields.map { field in
            AuthoredInput.Member(
                name: field.name.value, kind: argumentKind(field.type.innermost.name.value))
        }
        if let index = mapping.inputs.firstIndex(where: { $0.typeName == typeName }) {
            mapping.inputs[index].members += members
        } else {
            mapping.inputs.append(AuthoredInput(typeName: typeName, members: members))
        }
    }
}
