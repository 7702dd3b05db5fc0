// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Reads `@relation` on a field whose type is an interface or union.
extension MappingReader {
    mutating func readMixed(_ field: FieldDeclaration) -> AuthoredMixedRelation? {
        guard let directive = field.directive("relation") else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)' refers to rows of '\(field.type.name)' without @relation.",
                    hint: field.type.listDepth == 0
                        ? "Write @relation(column: \"my_column\", typeColumn: \"its_type\"), or name a column of mine for "
                            + "each type in @relation(members: […])."
                        : "Write @relation(foreignColumn: \"their_column\"), or what differs between the types in "
                            + "@relation(members: […]).", at: field.origin))
            return nil
        }
        guard let shape = readShape(of: field), let types = readTypes(of: field),
            let written = readMembers(of: directive, types: types, field)
        else { return nil }
        switch shape {
        case .one:
            refuseDirectives(of: field, but: ["relation", "readOnly"], on: "a relation to one row")
        case .list:
            refuseDirectives(of: field, but: ["relation", "limit"], on: "rows of several types")
        case .connection:
            refuseDirectives(
                of: field, but: ["relation", "connection", "limit"], on: "rows of several types")
        }
        checkRowList(field)
        var members: [AuthoredRelation] = []
        for type in types {
            let arguments =
                written[type].map { RelationArguments($0, within: directive) } ?? RelationArguments(directive)
            guard let member = readJoin(arguments, of: field, to: type, shape: shape) else { return nil }
            members.append(member)
        }
        let mixed = AuthoredMixedRelation(
            targetType: field.type.name, shape: shape, members: members, isNonNull: field.type.isNonNull,
            isRequired: directive.boolean("required") ?? false, isReadOnly: field.has("readOnly"),
            limit: readLimit(field))
        let problems = mixed.problems
        faults += problems.map {
            MappingFault("@relation of '\(field.place)' \($0.message)", hint: $0.hint, at: field.origin)
        }
        return problems.isEmpty ? mixed : nil
    }

    /// The types whose rows the field answers.
    private mutating func readTypes(of field: FieldDeclaration) -> [String]? {
        let name = field.type.name
        guard !isNode(name) else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)' answers '\(name)', which is any row of the API.",
                    hint: "Write an interface or union of the types that are meant.", at: field.origin))
            return nil
        }
        let members = Set(abstractTypes[name]?.members ?? [])
        guard !members.isEmpty else {
            faults.append(
                MappingFault(
                    "Field '\(field.place)': no type is a '\(name)', so that no row is.",
                    hint: "Write `implements \(name)` on the types that are.", at: field.origin))
            return nil
        }
        // One without @table is reported with the interface or union.
        return members.isSubset(of: tableTypes) ? members.sorted() : nil
    }

    /// What the directive says of single types.
    private mutating func readMembers(
        of directive: DirectiveReader, types: [String], _ field: FieldDeclaration
    ) -> [String: DirectiveReader]? {
        var members: [String: DirectiveReader] = [:]
        for member in directive.objects("members") ?? [] {
            guard let type = member.string("type") else { return nil }
            guard types.contains(type) else {
                let names = types.map { "'\($0)'" }.joined(separator: ", ")
                faults.append(
                    MappingFault(
                        "@relation of '\(field.place)' names a member '\(type)', which is no type of "
                            + "'\(field.type.name)'.",
                        hint: "Its types are \(names).", at: field.origin))
                return nil
            }
            guard members.updateValue(member, forKey: type) == nil else {
                faults.append(
                    MappingFault(
                        "@relation of '\(field.place)' names the member '\(type)' twice.",
                        hint: "Take one of them away.",
                        at: field.origin))
                return nil
            }
        }
        return members
    }
}

extension AuthoredMixedRelation {
    /// What cannot be meant, apart from any database.
    fileprivate var problems: [(message: String, hint: String)] {
        var problems: [(message: String, hint: String)] = []
        if isRequired, shape != .one || !isOverOneColumn {
            problems.append(
                (
                    "says 'required', which means nothing where "
                        + (shape == .one ? "one of several columns refers." : "their columns refer to mine."),
                    "Take it away."
                ))
        }
        for (index, member) in members.enumerated() {
            guard let column = member.column, member.through == nil else { continue }
            for other in members[..<index]
            where other.through == nil && other.column == column && other.tag?.column == member.tag?.column {
                if let value = member.tag?.value, value == other.tag?.value {
                    problems.append(
                        (
                            "takes '\(value)' for both '\(other.targetType)' and '\(member.targetType)'.",
                            "Give each a value of its own in 'members'."
                        ))
                } else if member.tag == nil {
                    problems.append(
                        (
                            "refers by '\(column)' to rows of both '\(other.targetType)' and '\(member.targetType)', "
                                + "and nothing says to which.",
                            "Name the column that says it by 'typeColumn', or a column for each type in 'members'."
                        ))
                }
            }
        }
        return problems
    }
}
