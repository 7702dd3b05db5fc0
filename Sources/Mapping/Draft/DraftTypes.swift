// SPDX-License-Identifier: Apache-2.0

import SQL

/// The names of types that a draft has given, and its enums.
struct DraftTypes {
    private(set) var taken: Set<String>
    /// The enum of each enum type of the database.
    private(set) var enums: [QualifiedName: String] = [:]

    init(taken: Set<String>) {
        self.taken = taken
    }

    /// A name for an enum: that of its type, where it has one and nothing else is called so.
    mutating func enumName(for type: QualifiedName?, else fallback: String) -> String {
        guard let type else { return DraftNames.unique(fallback, in: &taken) }
        let own = capitalized(camelCase(DraftNames.valid(type.name)))
        let isFree = !taken.contains(own) && !DraftNames.isReserved(own, beside: taken)
        let name = DraftNames.unique(isFree ? own : fallback, in: &taken)
        enums[type] = name
        return name
    }
}
