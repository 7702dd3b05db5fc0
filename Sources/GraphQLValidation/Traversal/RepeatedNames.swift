// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Groups of equal names, each of at least two, in the order of their first members.
func repeated(_ names: [Name]) -> [[Name]] {
    guard names.count > 1 else { return [] }
    var groups: [[Name]] = []
    var positions: [String: Int] = [:]
    for name in names {
        if let position = positions[name.value] {
            groups[position].append(name)
        } else {
            positions[name.value] = groups.count
            groups.append([name])
        }
    }
    return groups.filter { $0.count > 1 }
}
