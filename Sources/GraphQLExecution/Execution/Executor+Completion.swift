// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON

/// Specification: "Value Completion".
extension Executor {
    /// Writes what a resolved value becomes in the response. An error on the way is recorded, and the result is `failed`.
    mutating func complete(_ value: ResolvedValue, as type: TypeRef, _ group: FieldGroup) -> Completed {
        if let message = value.failureMessage {
            record(message, group)
            return .failed
        }
        switch type {
        case .nonNull(let inner):
            let completed = complete(value, as: inner, group)
            guard case .null = completed else { return completed }
            record("Cannot return null for non-nullable field \(group.coordinate).", group)
            return .failed
        case .list(let inner):
            return value.isNull ? .null : completeList(value, items: inner, group)
        case .named(let name):
            if value.isNull { return .null }
            guard let named = schema.type(named: name) else {
                record("Type \"\(name)\" does not exist inside the schema.", group)
                return .failed
            }
            switch named {
            case .scalar, .enum: return completeLeaf(value, as: named, group)
            case .object(let object): return completeObject(value, as: object, group)
            case .interface, .union: return completeAbstract(value, as: name, group)
            case .inputObject:
                record("Type \"\(name)\" is not an output type.", group)
                return .failed
            }
        }
    }

    private mutating func completeList(_ value: ResolvedValue, items type: TypeRef, _ group: FieldGroup) -> Completed {
        guard let items = value.items else {
            record("Expected Iterable, but did not find one for field \"\(group.coordinate)\".", group)
            return .failed
        }
        data.write(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            path.append(.index(index))
            defer { path.removeLast() }
            guard withinLimits(group) else { return .failed }
            if index > 0 { data.write(UInt8(ascii: ",")) }
            if place(item, as: type, group) == .failed { return .failed }
        }
        data.write(UInt8(ascii: "]"))
        return .value
    }

    /// Specification: `CoerceResult`.
    private mutating func completeLeaf(_ value: ResolvedValue, as type: NamedType, _ group: FieldGroup) -> Completed {
        guard case .json(let json) = value else {
            record("Type \"\(type.name)\" cannot represent a part of the schema.", group)
            return .failed
        }
        do throws(InputFault) {
            try ResultCoercion.result(of: json, as: type).write(to: &data)
            return .value
        } catch {
            record(error.message, group)
            return .failed
        }
    }

    /// Specification: `ResolveAbstractType`: by the value's `__typename`.
    private mutating func completeAbstract(
        _ value: ResolvedValue, as abstractName: String, _ group: FieldGroup
    ) -> Completed {
        guard case .json(let json) = value, case .string(let name) = json["__typename"] else {
            record(
                "Abstract type \"\(abstractName)\" must resolve to an Object type at runtime for field "
                    + "\"\(group.coordinate)\"" + Self.explanation(ofUntyped: value, abstractName), group)
            return .failed
        }
        guard let type = schema.type(named: name) else {
            record(
                "Abstract type \"\(abstractName)\" was resolved to a type \"\(name)\" that does not exist inside "
                    + "the schema.", group)
            return .failed
        }
        guard case .object(let object) = type else {
            record("Abstract type \"\(abstractName)\" was resolved to a non-object type \"\(name)\".", group)
            return .failed
        }
        guard schema.isPossibleType(name, of: abstractName) else {
            record("Runtime Object type \"\(name)\" is not a possible type for \"\(abstractName)\".", group)
            return .failed
        }
        return completeObject(value, as: object, group)
    }

    /// Why a value says no type: what it says is no string, or it says nothing.
    private static func explanation(ofUntyped value: ResolvedValue, _ abstractName: String) -> String {
        if case .json(let json) = value, let typename = json["__typename"], !typename.isNull {
            return " with value \(Inspection.text(for: json)), received \"\(Inspection.text(for: typename))\"."
        }
        return ". Either the \"\(abstractName)\" type should provide a \"resolveType\" function or each possible type "
            + "should provide an \"isTypeOf\" function."
    }

    private mutating func completeObject(
        _ value: ResolvedValue, as type: ObjectType, _ group: FieldGroup
    ) -> Completed {
        let subfields: [FieldGroup]
        if let known = group.subfields[type.name] {
            subfields = known
        } else {
            do throws(GraphQLError) {
                subfields = try groups(of: group.field.selectionSets, on: type)
            } catch {
                record(error)
                return .failed
            }
            group.subfields[type.name] = subfields
        }
        return execute(subfields, on: type, source: value)
    }
}

extension ResolvedValue {
    /// Why there is no value, if the resolver says so: `{"__error": "message"}` in place of one.
    fileprivate var failureMessage: String? {
        switch self {
        case .failure(let message): message
        case .json(.object(let members)) where members.first?.name == "__error" || members.count > 1:
            // The member may stand anywhere among others.
            JSON.object(members)["__error"].map { $0.stringValue ?? $0.text }
        case .json, .list, .introspection: nil
        }
    }

    fileprivate var isNull: Bool {
        if case .json(.null) = self { return true }
        return false
    }

    /// The items of a list; nil for anything else.
    fileprivate var items: [ResolvedValue]? {
        switch self {
        case .list(let items): items
        case .json(.array(let items)): items.map { .json($0) }
        case .json, .introspection, .failure: nil
        }
    }
}
