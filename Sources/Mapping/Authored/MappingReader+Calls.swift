// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Reads `@call`, and the types that go into and come out of functions.
extension MappingReader {
    /// A root field with @call. Its arguments and its type are the author's; both are held against the function later.
    mutating func readCall(_ field: FieldDefinition, of rootType: String, isMutation: Bool, source: Source?) {
        let origin = Origin(source: source, range: field.name.range)
        let place = "\(rootType).\(field.name.value)"
        guard let function = readFunctionName(field, place: place, origin: origin) else { return }
        let wrapped = WrappedType(field.type)
        guard wrapped.listDepth <= 1 else {
            faults.append(MappingFault("Field '\(place)': a function answers no list of lists.", at: origin))
            return
        }
        guard !isAbstract(wrapped.name) else {
            faults.append(
                MappingFault(
                    "Field '\(place)': a function answers rows of one type, and no '\(wrapped.name)'.",
                    hint: "Name the type.", at: origin))
            return
        }
        let allowed: Set<String> = wrapped.listDepth == 1 ? ["call", "limit"] : ["call"]
        refuseDirectives(
            of: field, but: allowed, on: wrapped.listDepth == 1 ? "a list from a function" : "the answer of a function",
            place, origin)
        let result: AuthoredCall.Result
        if tableTypes.contains(wrapped.name) {
            checkRowList(wrapped, place: place, origin: origin)
            result = .rows(wrapped.name)
        } else if let scalar = scalar(wrapped.name) {
            result = .value(scalar)
        } else {
            // A type that is no object type is reported where it is defined, or by the specification's own rules.
            checkRowList(wrapped, place: place, origin: origin)
            result = .record(wrapped.name)
        }
        mapping.calls.append(
            AuthoredCall(
                rootType: rootType, name: field.name.value, isMutation: isMutation, function: function,
                arguments: field.arguments.compactMap { readArgument($0, place: place, source: source) },
                result: result, isList: wrapped.listDepth == 1, isNonNull: wrapped.isNonNull,
                isItemNonNull: wrapped.isItemNonNull, limit: readLimit(field, place: place, origin: origin),
                origin: origin))
    }

    mutating func readFunctionName(_ field: FieldDefinition, place: String, origin: Origin) -> QualifiedName? {
        let written = DirectiveReader("call", in: field.directives)?.string("function") ?? ""
        if let function = QualifiedName(parsing: written) { return function }
        faults.append(
            MappingFault(
                "@call of '\(place)': \"\(written)\" is not the name of a function.",
                hint: "Write \"schema.function\"; a part with a dot or a blank in it stands in double quotes.",
                at: origin))
        return nil
    }

    mutating func readArgument(
        _ argument: InputValueDefinition, place: String, source: Source?
    ) -> AuthoredArgument? {
        let origin = Origin(source: source, range: argument.name.range)
        let wrapped = WrappedType(argument.type)
        guard wrapped.listDepth <= 1 else {
            faults.append(
                MappingFault(
                    "Argument '\(argument.name.value)' of '\(place)': a function takes no list of lists.",
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
        for field in fields {
            let place = "\(typeName).\(field.name.value)"
            for directive in ["default", "readOnly", "version", "call"] where field.has(directive) {
                faults.append(
                    MappingFault(
                        "Field '\(place)': @\(directive) means nothing on what a function answers.",
                        hint: "Take it away.", at: Origin(source: source, range: field.name.range)))
            }
            if !field.has("call"), let field = readField(field, of: typeName, source: source) { read.append(field) }
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
