// SPDX-License-Identifier: Apache-2.0

extension TypeRef {
    /// Whether both are the same type, wrappers included (invariant positions).
    public func isEqualType(to other: TypeRef) -> Bool { self == other }
}

extension Schema {
    /// Whether a value of `type` may stand where `supertype` is promised: the same type, a non-null or list of a
    /// subtype, a possible type or an implementing interface (covariant positions).
    /// Specification: "IsValidImplementationFieldType", "IsSubType".
    public func isTypeSubTypeOf(_ type: TypeRef, _ supertype: TypeRef) -> Bool {
        var type = type
        var supertype = supertype
        while true {
            switch (type, supertype) {
            case (.nonNull(let inner), .nonNull(let superInner)), (.list(let inner), .list(let superInner)):
                type = inner
                supertype = superInner
            case (_, .nonNull):
                return false
            case (.nonNull(let inner), _):
                type = inner
            case (.list, _), (_, .list):
                return false
            case (.named(let name), .named(let superName)):
                return name == superName || isSubtype(name, of: superName)
            }
        }
    }

    /// Whether some object type is possible for both composite types. Commutative.
    /// Specification: "Fragment Spread Is Possible".
    public func doTypesOverlap(_ first: String, _ second: String) -> Bool {
        if first == second { return true }
        switch (type(named: first)?.isAbstract == true, type(named: second)?.isAbstract == true) {
        case (true, true):
            let firstTypes = possibleTypes(of: first)
            let secondTypes = possibleTypes(of: second)
            return firstTypes.count <= secondTypes.count
                ? firstTypes.contains { isPossibleType($0, of: second) }
                : secondTypes.contains { isPossibleType($0, of: first) }
        case (true, false): return isSubtype(second, of: first)
        case (false, true): return isSubtype(first, of: second)
        case (false, false): return false
        }
    }
}
