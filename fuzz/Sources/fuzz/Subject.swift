// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation

/// One document on its way through the whole library.
struct Subject {
    /// How often each thing happened.
    struct Counts {
        var cases = 0
        var parsed = 0
        var limited = 0
        var schemasBuilt = 0
        var schemasRefused = 0
        var validated = 0
        var valid = 0
        var executed = 0
        var bytes = 0
    }

    /// What must hold for a document, beyond what holds for any.
    enum Expectation {
        case none
        /// Valid, and its variables' values are accepted.
        case valid(variables: String, operationName: String)
    }

    private(set) var counts = Counts()
    private(set) var costs = Costs()
    private static let executionLimits = ExecutionLimits(maximumValues: 20_000)

    /// What is wrong with how the library takes the document; nothing is as it should be.
    mutating func findings(
        in bytes: [UInt8], schema: Schema, expecting expectation: Expectation, random: inout SeededGenerator
    ) -> [String] {
        counts.cases += 1
        counts.bytes += bytes.count
        var findings: [String] = []
        let size = bytes.count
        let parsed = measure(.parse, size, &findings) { Self.parse(Source(utf8: bytes)) }
        let document: Document
        switch parsed {
        case .success(let parsed): document = parsed
        case .failure(let error):
            if error.kind == .limitExceeded { counts.limited += 1 }
            if !error.message.hasPrefix("Syntax Error: ") || error.locations.count != 1 {
                findings.append("an error of the parser in an unusual form: \(error)")
            }
            if case .valid = expectation, error.kind != .limitExceeded {
                findings.append("does not parse: \(error.message)")
            }
            return findings
        }
        counts.parsed += 1
        findings += faultsOfPrinting(document, size)
        if document.definitions.contains(where: \.isTypeSystem) { findings += faultsOfBuilding(document, size) }
        findings += faultsOfRequest(document, size, schema, expectation, &random)
        return findings
    }

    private static func parse(_ source: Source) -> Result<Document, GraphQLError> {
        Result { () throws(GraphQLError) in try Parser.parse(source) }
    }

    private mutating func measure<Value>(
        _ stage: Stage, _ size: Int, _ findings: inout [String], _ work: () -> Value
    ) -> Value {
        let (value, rate) = costs.measure(stage, size: size, work)
        if rate > Costs.limit { findings.append("slow to \(stage): \(Int(rate)) ms per 10 kB") }
        return value
    }

    // MARK: Printing

    /// What is printed reads as the same tree, and prints the same.
    private mutating func faultsOfPrinting(_ document: Document, _ size: Int) -> [String] {
        var findings: [String] = []
        let text = measure(.print, size, &findings) { Printer.print(document) }
        switch Self.parse(Source(text)) {
        case .failure(let error): findings.append("does not parse as it is printed: \(error.message)")
        case .success(let again):
            if TreeDigest.digest(of: again) != TreeDigest.digest(of: document) {
                findings.append("reads as another tree as it is printed")
            }
            if Printer.print(again) != text { findings.append("prints in another way the second time") }
        }
        return findings
    }

    // MARK: Schemas

    /// A schema that builds prints as one that builds and prints the same.
    private mutating func faultsOfBuilding(_ document: Document, _ size: Int) -> [String] {
        var findings: [String] = []
        let built = measure(.build, size, &findings) { Self.build(document) }
        guard case .success(let schema) = built else {
            counts.schemasRefused += 1
            return findings
        }
        counts.schemasBuilt += 1
        let text = SchemaPrinter.print(schema)
        do {
            let again = try SchemaBuilder.build(try Document.parse(text, limits: .schema))
            if SchemaPrinter.print(again) != text { findings.append("a schema that prints in another way again") }
        } catch {
            // What only directives' definitions and extensions need is not all kept by printing.
            findings.append("a schema that does not build as it is printed: \(error)")
        }
        return findings
    }

    private static func build(_ document: Document) -> Result<Schema, InvalidSchema> {
        Result { () throws(InvalidSchema) in try SchemaBuilder.build(document) }
    }

    // MARK: Requests

    private mutating func faultsOfRequest(
        _ document: Document, _ size: Int, _ schema: Schema, _ expectation: Expectation,
        _ random: inout SeededGenerator
    ) -> [String] {
        var findings: [String] = []
        counts.validated += 1
        let options = ValidationOptions(suggestions: random.chance(50) ? .on : .off)
        let errors = measure(.validate, size, &findings) {
            Validator.validate(document, against: schema, options: options)
        }
        if errors.count > options.maximumErrors + 1 { findings.append("\(errors.count) errors of validation") }
        if case .valid = expectation, let error = errors.first {
            let isTooCostly = error.message.hasPrefix("Fields with the same response name overlap in too many ways")
            if !isTooCostly { findings.append("not valid: \(error.message)") }
        }
        guard errors.isEmpty else { return findings }
        counts.valid += 1

        let values = ValueGenerator(schema: schema)
        let root = schema.queryTypeName.map { values.output(.named($0), depth: 4, &random) } ?? "{}"
        var (variables, operationName) = ("{}", String?.none)
        if case .valid(let given, let name) = expectation { (variables, operationName) = (given, name) }
        let coercion = InputCoercion(schema: schema, scalars: random.chance(50) ? ScalarCoercion.service : [:])
        counts.executed += 1
        let response = measure(.execute, max(size, root.utf8.count), &findings) {
            Result { () throws(GraphQLError) in
                try Executor.execute(
                    document, operationName: operationName, variables: variables, root: root, coercion: coercion,
                    limits: Self.executionLimits)
            }
        }
        switch response {
        case .failure(let error): findings.append("not executed: \(error.message)")
        case .success(let text):
            let hasData = text.hasPrefix(#"{"data":"#) || text.contains(#","data":"#)
            if !hasData && !text.hasPrefix(#"{"errors":[{"#) { findings.append("no response: \(text.prefix(80))") }
            if case .valid = expectation, !hasData, coercion.scalars.isEmpty {
                findings.append("variables refused: \(text.prefix(300)) of \(variables)")
            }
        }
        return findings
    }
}

extension Definition {
    fileprivate var isTypeSystem: Bool {
        switch self {
        case .operation, .fragment: false
        case .schema, .schemaExtension, .directive, .type, .typeExtension: true
        }
    }
}
