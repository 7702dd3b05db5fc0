// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Everything in a syntax tree but the places of its nodes, as text that two trees can be compared by.
func shape(of node: Any) -> String {
    if node is SourceRange || node is Source { return "_" }
    let mirror = Mirror(reflecting: node)
    if mirror.displayStyle == .optional {
        return mirror.children.first.map { shape(of: $0.value) } ?? "nil"
    }
    if mirror.children.isEmpty { return String(reflecting: node) }
    let children = mirror.children.map { "\($0.label ?? ""):\(shape(of: $0.value))" }
    return "\(mirror.subjectType)(\(children.joined(separator: ",")))"
}
