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
    /// The names of the variables used.
    private(set) var names: Set<String> = []

    mutating func add(_ usage: VariableUsage) {
        all.append(usage)
        names.insert(usage.variable.name.value)
    }
}
