// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// One place where a variable stands for a value, and what the schema expects there.
struct VariableUsage {
    var variable: Variable
    var type: TypeRef?
    /// The input object type whose field the variable gives; nil for arguments and items of lists.
    var inputObject: String?
    var hasDefaultValue: Bool
}

/// The uses of variables in one definition.
struct VariableUsages {
    private(set) var all: [VariableUsage] = []
    /// One usage for each variable in each kind of position: what is allowed of one is of all that are like it.
    ///
    /// Operations are checked against these, since many operations can share a fragment with many usages.
    private(set) var distinct: [VariableUsage] = []
    /// The names of the variables used.
    private(set) var names: Set<String> = []

    private var positions: Set<Position> = []

    /// All that decides whether a variable is allowed where it is used.
    private struct Position: Hashable {
        var name: String
        var type: TypeRef?
        var inputObject: String?
        var hasDefaultValue: Bool
    }

    mutating func add(_ usage: VariableUsage) {
        all.append(usage)
        let name = usage.variable.name.value
        let position = Position(
            name: name, type: usage.type, inputObject: usage.inputObject, hasDefaultValue: usage.hasDefaultValue)
        guard positions.insert(position).inserted else { return }
        distinct.append(usage)
        names.insert(name)
    }
}
