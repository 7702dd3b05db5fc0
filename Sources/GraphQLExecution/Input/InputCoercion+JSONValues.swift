// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON

extension InputCoercion {
    /// A JSON value as an input type holds it; nil if it does not fit, which is then among the faults.
    ///
    /// Recursion goes as deep as the JSON and the type, which their parsers have bounded.
    func value(
        of json: JSON, as type: TypeRef, faults: inout VariableFaults
    ) throws(VariableFaults.LimitReached) -> InputValue? {
        switch type {
        case .nonNull(let inner):
            if json.isNull {
                try faults.add("Expected non-nullable type \"\(type)\" not to be null.", value: json)
                return nil
            }
            return try value(of: json, as: inner, faults: &faults)
        case .list(let inner):
            return json.isNull ? .null : try list(of: json, items: inner, faults: &faults)
        case .named(let name):
            if json.isNull { return .null }
            switch schema.type(named: name) {
            case .inputObject(let object): return try inputObject(of: json, as: object, faults: &faults)
            case .enum(let type):
                return try leaf(of: json, faults: &faults) { () throws(InputFault) in
                    try self.value(of: json, as: type)
                }
            case .scalar:
                return try leaf(of: json, faults: &faults) { () throws(InputFault) in
                    try self.value(of: json, asScalar: name)
                }
            case .object, .interface, .union, nil:
                try faults.add("Expected type \"\(name)\".", value: json)
                return nil
            }
        }
    }

    private func leaf(
        of json: JSON, faults: inout VariableFaults, _ coerced: () throws(InputFault) -> InputValue
    ) throws(VariableFaults.LimitReached) -> InputValue? {
        let message: String
        do throws(InputFault) {
            return try coerced()
        } catch {
            message = error.message
        }
        try faults.add(message, value: json)
        return nil
    }

    /// Specification: "List", "Input Coercion": a value that is no list becomes a list of one.
    private func list(
        of json: JSON, items: TypeRef, faults: inout VariableFaults
    ) throws(VariableFaults.LimitReached) -> InputValue? {
        guard case .array(let elements) = json else {
            return try value(of: json, as: items, faults: &faults).map { .list([$0]) }
        }
        var values: [InputValue] = []
        values.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            faults.enter(.index(index))
            if let value = try value(of: element, as: items, faults: &faults) { values.append(value) }
            faults.leave()
        }
        return values.count == elements.count ? .list(values) : nil
    }

    /// Specification: "Input Objects", "Input Coercion"; "OneOf Input Objects".
    private func inputObject(
        of json: JSON, as type: InputObjectType, faults: inout VariableFaults
    ) throws(VariableFaults.LimitReached) -> InputValue? {
        guard case .object(let members) = json else {
            try faults.add("Expected type \"\(type.name)\" to be an object.", value: json)
            return nil
        }
        let given = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        var fields: [InputField] = []
        var presentNames: [String] = []
        var fits = true
        for field in type.fields {
            if let member = given[field.name] {
                presentNames.append(field.name)
                faults.enter(.key(field.name))
                if let value = try value(of: member, as: field.type, faults: &faults) {
                    fields.append(InputField(name: field.name, value: value))
                } else {
                    fits = false
                }
                faults.leave()
            } else if let value = defaultValue(of: field) {
                presentNames.append(field.name)
                fields.append(InputField(name: field.name, value: value.value))
            } else if field.type.isNonNull {
                try faults.add(
                    "Field \"\(field.name)\" of required type \"\(field.type)\" was not provided.", value: json)
                fits = false
            }
        }
        for member in members where type.field(named: member.name) == nil {
            try faults.add(
                "Field \"\(member.name)\" is not defined by type \"\(type.name)\"."
                    + suggestions.didYouMean(member.name, among: type.fields.map(\.name)), value: json)
            fits = false
        }
        if type.isOneOf { try checkOneOf(type, of: json, presentNames, given, faults: &faults, fits: &fits) }
        return fits ? .object(fields) : nil
    }

    private func checkOneOf(
        _ type: InputObjectType, of json: JSON, _ names: [String], _ given: [String: JSON],
        faults: inout VariableFaults, fits: inout Bool
    ) throws(VariableFaults.LimitReached) {
        guard names.count == 1, let name = names.first else {
            try faults.add("Exactly one key must be specified for OneOf type \"\(type.name)\".", value: json)
            fits = false
            return
        }
        if given[name]?.isNull == true {
            faults.enter(.key(name))
            try faults.add("Field \"\(name)\" must be non-null.", value: .null)
            faults.leave()
            fits = false
        }
    }
}
