// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

struct TypeComparisonTests {
    private let animals: Schema

    init() throws {
        animals = try schema(
            """
            type Query { pet: Pet }
            interface Animal { name: String }
            interface Mammal implements Animal { name: String }
            type Dog implements Animal & Mammal { name: String }
            type Fish implements Animal { name: String }
            type Stone { name: String }
            union Pet = Dog | Fish
            union Thing = Stone
            """)
    }

    @Test(arguments: [
        ("Dog", "Dog", true), ("Dog", "Animal", true), ("Mammal", "Animal", true), ("Dog", "Pet", true),
        ("Animal", "Mammal", false), ("Animal", "Dog", false), ("Stone", "Animal", false), ("Pet", "Animal", false),
        ("Dog!", "Animal", true), ("Dog", "Animal!", false), ("Dog!", "Animal!", true), ("Int!", "Int", true),
        ("[Dog!]!", "[Animal]", true), ("[Dog]", "[Animal!]", false), ("[Dog]", "Dog", false),
        ("Dog", "[Dog]", false), ("[[Dog!]]", "[[Pet]]", true), ("Int", "Float", false),
    ])
    func `a subtype may stand for its supertype`(_ type: String, _ supertype: String, _ expected: Bool) throws {
        #expect(try animals.isTypeSubTypeOf(reference(type), reference(supertype)) == expected)
    }

    @Test(arguments: [
        ("Dog", "Dog", true), ("Dog", "Fish", false), ("Dog", "Animal", true), ("Animal", "Pet", true),
        ("Mammal", "Pet", true), ("Mammal", "Fish", false), ("Pet", "Thing", false), ("Animal", "Thing", false),
        ("Thing", "Stone", true), ("Mammal", "Animal", true),
    ])
    func `types overlap if an object is of both`(_ first: String, _ second: String, _ expected: Bool) {
        #expect(animals.doTypesOverlap(first, second) == expected)
        #expect(animals.doTypesOverlap(second, first) == expected)
    }

    @Test func `equal types have equal wrappers`() throws {
        #expect(try reference("[Dog!]").isEqualType(to: reference("[Dog!]")))
        #expect(try !reference("[Dog!]").isEqualType(to: reference("[Dog]")))
        #expect(try !reference("Dog").isEqualType(to: reference("Fish")))
    }

    private func reference(_ text: String) throws -> TypeRef {
        TypeRef(try Parser.parseType(Source(text)))
    }
}
