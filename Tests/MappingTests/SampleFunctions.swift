// SPDX-License-Identifier: Apache-2.0

import SQL

/// The functions of `SampleCatalog`.
enum SampleFunctions {
    static let all = [
        function("count_trainees", [parameter("team", "text", hasDefault: true)], "int8"),
        function("enroll", [parameter("email", "text")], "uuid", volatility: .volatile),
        function("names", [parameter("least_age", "int4")], "text", returnsSet: true),
        function("notes_of", [parameter("id", "uuid"), parameter("filter", "jsonb")], "jsonb"),
        function("ping", [], "void"),
        function("unnamed", [parameter("", "int4")], "int4"),
        function("twice", [parameter("value", "int4")], "int4"),
        function("twice", [parameter("value", "text")], "text"),
        function(
            "best", [], "record", returnsSet: true,
            columns: [Column(name: "id", type: .builtIn("uuid")), Column(name: "score", type: .builtIn("float8"))]),
        function(
            "any_of",
            [
                parameter("least_age", "int4", hasDefault: true),
                FunctionParameter(
                    name: "words", type: .builtIn("text", isArray: true), hasDefault: true, isVariadic: true),
            ], "text", returnsSet: true),
        Function(
            name: QualifiedName(schema: "training", name: "clean_up"), owner: "owner", identityArguments: "",
            isTrigger: true),
    ]

    private static func parameter(_ name: String, _ type: String, hasDefault: Bool = false) -> FunctionParameter {
        FunctionParameter(name: name, type: .builtIn(type), hasDefault: hasDefault)
    }

    private static func function(
        _ name: String, _ parameters: [FunctionParameter], _ result: String, returnsSet: Bool = false,
        columns: [Column] = [], volatility: FunctionVolatility = .stable
    ) -> Function {
        Function(
            name: QualifiedName(schema: "training", name: name), owner: "owner",
            identityArguments: parameters.map { "\($0.name) \($0.type.name.name)" }.joined(separator: ", "),
            volatility: volatility,
            signature: FunctionSignature(
                parameters: parameters, result: .builtIn(result), returnsSet: returnsSet, columns: columns))
    }
}
