// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// What the schema has at the node being visited: the traversal keeps it up to date.
///
/// Each level is nil where the document names something that the schema lacks, so that one fault is reported once.
struct TypeInfo {
    private let schema: Schema
    private var outputTypes: [TypeRef?] = []
    private var parentTypes: [NamedType?] = []
    private var inputTypes: [TypeRef?] = []
    private var fields: [FieldType?] = []
    private var haveDefaults: [Bool] = []
    /// For each input position the input object that it is a field of.
    private var inputObjects: [String?] = []
    /// The directive being visited, if the schema has it.
    private(set) var directive: DirectiveType?
    /// The definition of the argument being visited.
    private(set) var argument: InputValueType?

    init(schema: Schema) {
        self.schema = schema
    }

    /// The type that the current selection yields.
    var outputType: TypeRef? { outputTypes.last ?? nil }
    /// The composite type that the current selection set selects from.
    var parentType: NamedType? { parentTypes.last ?? nil }
    /// The type expected of the current value.
    var inputType: TypeRef? { inputTypes.last ?? nil }
    /// The type expected of what holds the current value: a list, an input object.
    var parentInputType: TypeRef? { inputTypes.count > 1 ? inputTypes[inputTypes.count - 2] : nil }
    /// The definition of the field being visited.
    var field: FieldType? { fields.last ?? nil }
    /// Whether the position of the current value has a default value.
    var hasDefaultValue: Bool { haveDefaults.last ?? false }

    /// The input object type whose field the current value is; nil for arguments and items of lists.
    var enclosingInputObject: String? { inputObjects.last ?? nil }

    /// The named type inside the type expected of the current value.
    var namedInputType: NamedType? { inputType.flatMap { schema.type(named: $0.namedType) } }

    /// The type that an AST reference writes, if the schema has its named type.
    func type(of reference: TypeReference) -> TypeRef? {
        schema.type(named: reference.innermost.name.value) == nil ? nil : TypeRef(reference)
    }

    mutating func enter(_ selectionSet: SelectionSet) {
        let named = outputType.flatMap { schema.type(named: $0.namedType) }
        parentTypes.append(named?.isComposite == true ? named : nil)
    }

    mutating func leaveSelectionSet() { parentTypes.removeLast() }

    mutating func enter(_ field: Field) {
        let definition = parentType.flatMap { schema.field(named: field.name.value, on: $0.name) }
        fields.append(definition)
        outputTypes.append(definition?.type)
    }

    mutating func leaveField() {
        fields.removeLast()
        outputTypes.removeLast()
    }

    mutating func enter(_ operation: OperationDefinition) {
        outputTypes.append(schema.rootTypeName(for: operation.type).map(TypeRef.named))
    }

    /// For an inline fragment or a fragment definition.
    mutating func enterFragment(on condition: NamedTypeReference?) {
        guard let condition else {
            outputTypes.append(outputType.map { .named($0.namedType) })
            return
        }
        let type = schema.type(named: condition.name.value)
        outputTypes.append(type?.isOutput == true ? type.map { .named($0.name) } : nil)
    }

    /// For an operation, an inline fragment or a fragment definition.
    mutating func leaveTypeScope() { outputTypes.removeLast() }

    mutating func enter(_ variable: VariableDefinition) {
        let named = schema.type(named: variable.type.innermost.name.value)
        inputTypes.append(named?.isInput == true ? TypeRef(variable.type) : nil)
    }

    mutating func leaveVariable() { inputTypes.removeLast() }

    mutating func enter(_ directive: Directive) { self.directive = schema.directive(named: directive.name.value) }

    mutating func leaveDirective() { directive = nil }

    mutating func enter(_ argument: Argument) {
        let name = argument.name.value
        let definition = directive.map { $0.argument(named: name) } ?? field?.argument(named: name)
        self.argument = definition
        inputTypes.append(definition?.type)
        haveDefaults.append(definition?.defaultValue != nil)
        inputObjects.append(nil)
    }

    mutating func leaveArgument() {
        argument = nil
        inputTypes.removeLast()
        haveDefaults.removeLast()
        inputObjects.removeLast()
    }

    /// The type of a list's items; the expected type itself where that is no list, since one value stands for a list.
    mutating func enterList() {
        let list = inputType?.nullable
        if case .list(let item)? = list { inputTypes.append(item) } else { inputTypes.append(list) }
        haveDefaults.append(false)
        inputObjects.append(nil)
    }

    mutating func enter(_ field: ObjectField) {
        var definition: InputValueType?
        var object: String?
        if case .inputObject(let type)? = namedInputType {
            object = type.name
            definition = type.field(named: field.name.value)
        }
        inputTypes.append(definition?.type)
        haveDefaults.append(definition?.defaultValue != nil)
        inputObjects.append(object)
    }

    /// For a list or an object's field.
    mutating func leaveInputScope() {
        inputTypes.removeLast()
        haveDefaults.removeLast()
        inputObjects.removeLast()
    }
}
