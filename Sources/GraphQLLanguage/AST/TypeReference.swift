// SPDX-License-Identifier: Apache-2.0

/// A type as it is written. Specification: "Type".
public indirect enum TypeReference: Sendable {
    case named(NamedTypeReference)
    case list(TypeReference, range: SourceRange)
    /// The wrapped type is never itself non-null.
    case nonNull(TypeReference, range: SourceRange)

    /// Where the reference stands.
    public var range: SourceRange {
        switch self {
        case .named(let named): named.range
        case .list(_, let range), .nonNull(_, let range): range
        }
    }

    /// The named type inside all wrappers.
    public var innermost: NamedTypeReference {
        var reference = self
        while true {
            switch reference {
            case .named(let named): return named
            case .list(let inner, _), .nonNull(let inner, _): reference = inner
            }
        }
    }
}

/// A type's name where it is referred to. Specification: "NamedType".
public struct NamedTypeReference: Sendable {
    public var name: Name
    public var range: SourceRange

    public init(_ name: Name) {
        self.name = name
        self.range = name.range
    }
}
