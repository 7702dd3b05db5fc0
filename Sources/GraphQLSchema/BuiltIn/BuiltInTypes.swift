// SPDX-License-Identifier: Apache-2.0

/// The types that exist without being defined: the built-in scalars and the types of introspection.
enum BuiltInTypes {
    static let all: [NamedType] = BuiltInScalar.allCases.map { .scalar($0.type) } + IntrospectionTypes.all

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
