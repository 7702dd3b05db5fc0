// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Each path of the data map leads to a person (or a session) by columns that are there.
struct SubjectPathRule: SafetyRule {
    let code = SafetyCode.pathWithoutPerson

    /// Longer paths are not followed by the procedures either.
    private static let maximumSteps = 8

    func findings(in context: SafetyContext) -> [Finding] {
        guard let map = context.catalog.dataMap else { return [] }
        let known = context.catalog.relationsByName
        return map.paths.compactMap { path in
            fault(of: path, in: map, known).map { message in
                Finding(code: code, severity: .error, object: .key(path.name, of: path.relation), message: message)
            }
        }
    }

    private func fault(of path: SubjectPath, in map: DataMap, _ known: [QualifiedName: Relation]) -> String? {
        var step = path
        for _ in 0..<Self.maximumSteps {
            if let missing = step.columns.first(where: { known[step.relation]?.column($0) == nil }) {
                return "The path goes by \(step.relation).\(missing), which is not there."
            }
            guard let target = step.toRelation else { return nil }  // the row itself is the person
            if let missing = step.toColumns.first(where: { known[target]?.column($0) == nil }) {
                return "The path goes by \(target).\(missing), which is not there."
            }
            guard let next = step.toPath else {
                let isRoot = map.paths.contains {
                    $0.relation == target && $0.toRelation == nil && $0.leadsToPerson == path.leadsToPerson
                }
                return isRoot
                    ? nil
                    : "The path ends at \(target), which is no table of \(path.leadsToPerson ? "people" : "sessions")."
            }
            guard let following = map.paths.first(where: { $0.relation == target && $0.name == next }) else {
                return "The path goes on by \(next) of \(target), which is not there."
            }
            step = following
        }
        return "The path does not end at a person within \(Self.maximumSteps) steps."
    }
}
