// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Testing

@Suite struct KnownOperationTypesRuleTests {
    private func errors(_ document: String, _ options: ValidationOptions) throws -> [String] {
        let schema = try SchemaBuilder.build(try Parser.parse(Source("type Query { a: Int }")))
        return Validator.validate(try Parser.parse(Source(document)), against: schema, options: options)
            .map(description)
    }

    @Test func `an operation without a root type is refused where that is asked for`() throws {
        let options = ValidationOptions(operationTypes: .refusedByValidation)
        #expect(try errors("query A { a }", options) == [])
        #expect(
            try errors("query A { a }\nmutation B { a }\n  subscription C { a }", options) == [
                "2:1 The mutation operation is not supported by the schema.",
                "3:3 The subscription operation is not supported by the schema.",
            ])
    }

    @Test func `an operation without a root type is left to execution otherwise`() throws {
        #expect(try errors("mutation B { a }", ValidationOptions()) == [])
    }
}
