// SPDX-License-Identifier: Apache-2.0

import Foundation
import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation

/// Answers questions about documents and schemas, one JSON object a line, for programs that compare the answers with
/// those of another implementation: `Tests/Differential`.
@main
struct Main {
    static func main() throws {
        var answering = Answering()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        while let line = readLine() {
            let question = try JSONDecoder().decode(Question.self, from: Data(line.utf8))
            var output = try encoder.encode(answering.answer(to: question))
            output.append(UInt8(ascii: "\n"))
            FileHandle.standardOutput.write(output)
        }
    }
}

/// A line of the standard input: what to do, and with which texts.
struct Question: Decodable {
    enum Task: String, Decodable {
        /// Parse and print a text.
        case document, value
        /// Build a schema, print and introspect it.
        case schema
        /// Execute a text.
        case execute
    }

    var task: Task
    var text: String?
    var sdl: String?
    /// JSON, as a text.
    var variables: String?
    /// JSON, as a text.
    var root: String?
    var operationName: String?
}

/// A line of the standard output.
struct Answer: Encodable {
    struct Fault: Encodable {
        var message: String
        /// Lines and columns.
        var locations: [[Int]]
        var rule: String?
    }

    /// Why nothing else is answered.
    var errors: [Fault]?
    var printed: String?
    /// What is printed, read and printed again.
    var again: String?
    /// The content of a value that is a string.
    var content: String?
    /// The answer to the standard introspection query.
    var introspection: String?
    /// The response of an execution.
    var response: String?
}

extension Answer.Fault {
    init(_ error: GraphQLError) {
        self.init(
            message: error.message, locations: error.locations.map { [$0.line, $0.column] }, rule: error.rule)
    }

    init(_ fault: SchemaFault) {
        self.init(
            message: fault.message, locations: fault.places.map { [$0.location.line, $0.location.column] },
            rule: fault.rule)
    }
}

struct Answering {
    /// The schema that was asked for last: questions about one follow each other.
    private var last: (sdl: String, schema: Schema)?

    mutating func answer(to question: Question) -> Answer {
        do {
            let text = question.text ?? ""
            switch question.task {
            case .document: return try Self.document(text)
            case .value: return try Self.value(text)
            case .schema: return try Self.description(of: schema(of: question.sdl ?? ""))
            case .execute: return try Self.execution(of: text, question, schema(of: question.sdl ?? ""))
            }
        } catch let error as GraphQLError {
            return Answer(errors: [Answer.Fault(error)])
        } catch let error as InvalidSchema {
            return Answer(errors: error.faults.map(Answer.Fault.init))
        } catch {
            return Answer(errors: [Answer.Fault(message: "\(error)", locations: [])])
        }
    }

    private mutating func schema(of sdl: String) throws -> Schema {
        if let last, last.sdl == sdl { return last.schema }
        let schema = try SchemaBuilder.build(try Document.parse(sdl, limits: .schema))
        last = (sdl, schema)
        return schema
    }

    private static func document(_ text: String) throws -> Answer {
        let printed = Printer.print(try Document.parse(text))
        return Answer(printed: printed, again: (try? Document.parse(printed)).map(Printer.print))
    }

    private static func value(_ text: String) throws -> Answer {
        let value = try Parser.parseValue(Source(text))
        let printed = Printer.print(value)
        var answer = Answer(printed: printed, again: (try? Parser.parseValue(Source(printed))).map(Printer.print))
        if case .string(let content, _, _) = value { answer.content = content }
        return answer
    }

    private static func description(of schema: Schema) throws -> Answer {
        let printed = SchemaPrinter.print(schema)
        let again = try? SchemaBuilder.build(try Document.parse(printed, limits: .schema))
        let introspection = try Executor.execute(
            Document.parse(IntrospectionQuery.text), root: "{}", coercion: InputCoercion(schema: schema))
        return Answer(printed: printed, again: again.map(SchemaPrinter.print), introspection: introspection)
    }

    private static func execution(of text: String, _ question: Question, _ schema: Schema) throws -> Answer {
        let document = try Document.parse(text)
        let errors = Validator.validate(document, against: schema)
        guard errors.isEmpty else { return Answer(errors: errors.map(Answer.Fault.init)) }
        let response = try Executor.execute(
            document, operationName: question.operationName, variables: question.variables ?? "null",
            root: question.root ?? "null", coercion: InputCoercion(schema: schema))
        return Answer(response: response)
    }
}
