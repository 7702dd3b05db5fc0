// SPDX-License-Identifier: Apache-2.0

/// A collected field, with what its selections come to for each object type it has met: the items of a list share it.
final class FieldGroup {
    let field: CollectedField
    var subfields: [String: [FieldGroup]] = [:]

    init(_ field: CollectedField) { self.field = field }
}
