// SPDX-License-Identifier: Apache-2.0

import Testing

struct InterfaceFieldsRuleTests {
    @Test(arguments: [
        SDLCase(
            "covariant types and further optional arguments",
            """
            type Query implements I & J { a: T! b: [T!]! c(x: Int y: Int z: Int! = 1): Int d: Query }
            type T implements J { d: J }
            interface I { a: J b: [U] c(x: Int): Int }
            interface J { d: J }
            union U = T | Query
            """),
        SDLCase(
            "a missing field",
            """
            type Query implements I { a: Int }
            extend type Query { b: Int }
            interface I { a: Int c: Int }
            """,
            "Interface field I.c expected but Query does not provide it. [3:22, 1:1, 2:1]"),
        SDLCase(
            "types that do not fit",
            """
            type Query implements I { a: Int b: Int c: [Int] d: J e: Query }
            interface I { a: Int! b: [Int] c: Int d: T e: J }
            interface J { j: Int }
            type T implements J { j: Int }
            """,
            "Interface field I.a expects type Int! but Query.a is type Int. [2:18, 1:30]",
            "Interface field I.b expects type [Int] but Query.b is type Int. [2:26, 1:37]",
            "Interface field I.c expects type Int but Query.c is type [Int]. [2:35, 1:44]",
            "Interface field I.d expects type T but Query.d is type J. [2:42, 1:53]",
            "Interface field I.e expects type J but Query.e is type Query. [2:47, 1:58]"),
        SDLCase(
            "a type that says it implements a union is none of its types",
            """
            type Query implements I { a: B b: C c: A }
            interface I { a: U b: U c: U }
            union U = A
            type A { a: Int }
            type B implements U { b: Int }
            interface C implements U { c: Int }
            """,
            "Interface field I.a expects type U but Query.a is type B. [2:18, 1:30]",
            "Interface field I.b expects type U but Query.b is type C. [2:23, 1:35]",
            "Type B must only implement Interface types, it cannot implement U. [5:19]",
            "Type C must only implement Interface types, it cannot implement U. [6:24]"),
        SDLCase(
            "arguments that do not fit",
            """
            type Query implements I { a(x: Int!, z: Int!): Int }
            interface I { a(x: Int, y: Int): Int }
            """,
            "Interface field argument I.a(x:) expects type Int but Query.a(x:) is type Int!. [2:20, 1:32]",
            "Interface field argument I.a(y:) expected but Query.a does not provide it. [2:25, 1:27]",
            "Object field Query.a includes required argument z that is missing from the Interface field I.a. "
                + "[1:38, 2:15]"),
    ])
    func `a type has the fields of its interfaces`(_ example: SDLCase) { example.check() }
}
