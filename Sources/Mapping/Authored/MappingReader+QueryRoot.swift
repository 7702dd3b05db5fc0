// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads fields of the query root, and how many rows they answer.
extension MappingReader {
    mutating func readRootField(_ field: FieldDeclaration) {
        if isAbstract(field.type.name) { return readAbstractField(field) }
        if field.has("call") { return readCall(field, isMutation: false) }
        guard answersTable(field, otherwise: "Fields of the query root answer rows of tables.") else { return }
        if field.has("aggregate") { return readRootAggregate(field) }
        guard let kind = rootKind(of: field) else { return }
        switch kind {
        case .find: refuseDirectives(of: field, but: ["find"], on: "a field that finds one row")
        case .connection: refuseDirectives(of: field, but: ["connection", "limit"], on: "a connection")
        case .list: refuseDirectives(of: field, but: ["limit"], on: "a list of rows")
        case .aggregate, .node: break
        }
        checkRowList(field)
        if field.type.listDepth > 0 && !field.arguments.isEmpty {
            faults.append(.argumentsDeclared(by: field))
            return
        }
        mapping.add(
            AuthoredRootField(
                name: field.name, kind: kind, targetType: field.type.name, limit: readLimit(field),
                origin: field.origin))
    }

    /// Whether a root field answers a type with @table; else that is reported.
    ///
    /// - Parameter hint: the next step where it answers a scalar.
    mutating func answersTable(_ field: FieldDeclaration, otherwise hint: String) -> Bool {
        let name = field.type.name
        if tableTypes.contains(name) { return true }
        faults.append(
            MappingFault(
                "Field '\(field.place)' answers '\(name)', which is not a type with @table.",
                hint: scalar(name) == nil ? "Give the type a @table, or correct the field's type." : hint,
                at: field.origin))
        return false
    }

    /// How a field finds rows of its table; nil where its directives and its type do not say it, which is reported.
    private mutating func rootKind(of field: FieldDeclaration) -> AuthoredRootField.Kind? {
        let (place, typeName) = (field.place, field.type.name)
        let fault: MappingFault
        switch (field.has("find"), field.has("connection"), field.type.listDepth) {
        case (true, false, 0):
            // Without arguments of the author's, the key's fields are the arguments.
            return .find(field.arguments.map { KeyArgument(argument: $0.name.value, field: $0.name.value) })
        case (false, true, 1):
            return .connection
        case (false, false, 1) where field.has("limit"):
            return .list
        case (true, true, _):
            fault = MappingFault(
                "Field '\(place)' has both @find and @connection.",
                hint: "Keep @find for one row, or @connection for pages of rows.", at: field.origin)
        case (true, false, _):
            fault = MappingFault(
                "@find of '\(place)' answers one row, but the field is a list.",
                hint: "Write \(typeName), or use @connection for pages of rows.", at: field.origin)
        case (false, true, _):
            fault = .connectionOfOne(field)
        case (false, false, _):
            fault = MappingFault(
                "Field '\(place)' has no directive that says how it is read.",
                hint: "Write `\(field.name): \(typeName) @find` for one row, "
                    + "`\(field.name): [\(typeName)!]! @connection` for pages, "
                    + "@aggregate for figures, or add @limit(max:) for a plain list.", at: field.origin)
        }
        faults.append(fault)
        return nil
    }

    private mutating func readRootAggregate(_ field: FieldDeclaration) {
        refuseDirectives(of: field, but: ["aggregate"], on: "an aggregate")
        if field.directive("aggregate")?.string("of") != nil {
            faults.append(
                MappingFault(
                    "@aggregate of '\(field.place)' names a relation, but a field of the query root has none.",
                    hint: "Leave 'of' out: all rows of \(field.type.name) are meant.", at: field.origin))
        } else if field.type.listDepth > 0 {
            faults.append(.aggregateOfAList(field))
        } else if !field.arguments.isEmpty {
            faults.append(.argumentsDeclared(by: field))
        } else {
            mapping.add(
                AuthoredRootField(
                    name: field.name, kind: .aggregate, targetType: field.type.name, limit: nil, origin: field.origin))
        }
    }

    mutating func readLimit(_ field: FieldDeclaration) -> AuthoredLimit? {
        guard let directive = field.directive("limit") else { return nil }
        let limit = AuthoredLimit(default: directive.int("default"), max: directive.int("max"))
        let values = [limit.default, limit.max].compactMap { $0 }
        if values.contains(where: { $0 < 1 }) || (limit.default ?? 1) > (limit.max ?? 500) {
            faults.append(
                MappingFault(
                    "@limit of '\(field.place)' must hold positive numbers, 'default' no larger than 'max'.",
                    hint: "Without 'max' it is 500.", at: field.origin))
            return nil
        }
        return limit
    }
}
