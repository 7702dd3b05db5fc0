// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage
import JSON

extension Executor {
    /// Executes a valid document over JSON texts, for programs that have JSON types of their own.
    ///
    /// Introspection is answered from the schema; every other field resolves to the member of its name. An object of
    /// an interface or union says its type in a member `__typename`.
    ///
    /// - Parameters:
    ///   - operationName: which operation to execute, where the document has several.
    ///   - variables: the text of an object, or `null`.
    ///   - root: the text of the value that the fields of the root type resolve from.
    ///   - coercion: the schema, and how its custom scalars are read.
    /// - Returns: the response, a text with `data`, `errors` or both. Specification: "Response Format".
    /// - Throws: if `variables` or `root` is no JSON or nests deeper than the reader of JSON allows.
    public static func execute(
        _ document: Document, operationName: String? = nil, variables: String = "null", root: String,
        coercion: InputCoercion, limits: ExecutionLimits = .default
    ) throws(GraphQLError) -> String {
        let variables = try json(variables, called: "Variables")
        let root = try json(root, called: "The root value")
        return execute(
            document, operationName: operationName, variables: variables, root: root, coercion: coercion,
            limits: limits
        ).text
    }

    private static func json(_ text: String, called name: String) throws(GraphQLError) -> JSON {
        do throws(JSONError) {
            return try JSON.parse(text)
        } catch {
            throw GraphQLError("\(name) must be JSON: \(error.description)")
        }
    }
}
