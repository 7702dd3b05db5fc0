// SPDX-License-Identifier: Apache-2.0

import SQL

extension RoleVisibility {
    /// Root fields whose functions the role may not execute, and relations of what functions answer to rows that it may
    /// not read.
    mutating func hideCalls() {
        for (place, call) in mapping.calls where !mayCall(call) {
            let names = place.split(separator: ".").map(String.init)
            if names.count == 2 { hide([names[1]], of: names[0]) }
        }
        for call in mapping.calls.values {
            guard case .record(let record) = call.answer else { continue }
            hide(Set(record.fields.filter { !mayFollow($0.value) }.map(\.key)), of: record.typeName)
        }
    }

    func mayExecute(_ call: MappedCall) -> Bool {
        functions.contains { function in
            function.name == call.function && function.identityArguments == call.identityArguments
                && privileges.mayExecute(function)
        }
    }

    private func mayCall(_ call: MappedCall) -> Bool {
        guard mayExecute(call) else { return false }
        guard case .rows(let table, let key) = call.answer else { return true }
        return isReadable(table) && key.allSatisfy { may("SELECT", $0, of: table.relation) }
    }

    private func mayFollow(_ field: MappedField) -> Bool {
        if case .mixed(let mixed) = field { return mayFollow(mixed) }
        guard case .relation(let relation) = field else { return true }
        guard let target = mapping.tables[relation.targetType], isReadable(target) else { return false }
        return mayReach(target, over: relation) && (relation.shape == .one || isOrdered(target))
    }
}
