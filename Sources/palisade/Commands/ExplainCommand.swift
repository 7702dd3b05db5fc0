// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import GraphQLLanguage
import JSON
import Logging
import NIOPosix
import Postgres
import SQL
import Server
import Tenancy

/// `palisade explain`
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show the SQL of an operation and PostgreSQL's plan for it, as a tenant, user and role.",
        discussion: """
            The statements are the ones that a request gets, in the same read-only transaction. Without --token or \
            --role it is a request without a token. Conditions that policies put into the plan are marked.
            """)

    @OptionGroup var api: APIOptions

    @OptionGroup var identity: IdentityOptions

    @Option(help: "A token, in place of tenant, user and role.")
    var token: String?

    @OptionGroup var secret: SecretOptions

    @Option(help: ArgumentHelp("The operation's variables: a JSON file, or JSON itself.", valueName: "file-or-json"))
    var variables: String?

    @Option(help: ArgumentHelp("Which operation, where the file has several.", valueName: "name"))
    var operation: String?

    @Flag(help: "Run the statements, and show how long each step took.")
    var analyze = false

    @Option(
        help: ArgumentHelp(
            "Instead, prepare the operation so many times, new and from the caches, and show how long it takes.",
            valueName: "count"))
    var preparation: Int?

    @Option(help: "How to print: human, or json for an array of {field, sql, parameters, plan, policies}.")
    var format: ReportFormat = .human

    @ArgumentParser.Argument(
        help: ArgumentHelp(
            "The operation: a file, - for the standard input, or the text itself.", valueName: "operation"))
    var document: String

    func validate() throws {
        if token != nil, !identity.isNobody {
            throw ValidationError("Give either --token, or --tenant, --user and --role.")
        }
        if let preparation, !(1...1_000_000).contains(preparation) {
            throw ValidationError("Prepare the operation 1 to 1000000 times.")
        }
    }

    func run() async throws {
        try InputFile.requireOneStandardInput([document, variables])
        let connected = try ConnectedAPI(ConfigurationSource(flags: api.flags + secret.flags))
        let source = try Self.source(document)
        let request = OperationRequest(
            query: String(decoding: source.utf8, as: UTF8.self), operationName: operation,
            variables: try variables.map(Self.json(_:)) ?? .null)
        let context = try context(connected.configuration.tenancy)

        if let preparation {
            let text = try await preparationTimes(of: request, source, as: context, connected, count: preparation)
            StandardStream.output.write(text)
            return
        }
        let (explained, marks) = try await connected.withDatabase { connection, check, catalog in
            let mapping = try check.requiredMapping()
            let configuration = connected.configuration
            let role = context.databaseRole ?? catalog.loginRole
            let apis = RoleAPIs(mapping: mapping, catalog: catalog, configuration: configuration)
            guard let api = apis.view(of: role) else {
                throw CommandError(.usage, "No request runs as the role \(role).")
            }
            let explainer = OperationExplainer(
                api: api, tenancy: configuration.tenancy,
                loginRole: catalog.loginRole, preRequest: configuration.preRequest,
                timeout: configuration.requestTimeout)
            do throws(OperationExplainer.Failure) {
                let statements = try explainer.statements(of: request)
                let plans = try await explainer.plans(
                    of: statements, as: context, depth: analyze ? .run : .plan, on: connection)
                return (Array(zip(statements, plans)), PolicyMarks(catalog: catalog, role: role))
            } catch {
                throw CommandError(error, source: source, asked: asksAsNobody ? .asNobody : .asSomebody)
            }
        }
        switch format {
        case .human: StandardStream.output.write(Self.text(explained, marks))
        case .json: StandardStream.output.writeLine(Self.json(explained, marks).indentedText)
        }
    }

    /// The median and the slowest of many preparations, by runners with caches and without.
    private func preparationTimes(
        of request: OperationRequest, _ source: Source, as context: TenantContext, _ connected: ConnectedAPI, count: Int
    ) async throws -> String {
        try await connected.withDatabase { _, check, catalog in
            let mapping = try check.requiredMapping()
            let configuration = connected.configuration
            let apis = RoleAPIs(mapping: mapping, catalog: catalog, configuration: configuration)
            // Nothing is asked of it.
            let pool = PostgresPool(
                configuration: configuration.pool, eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                logger: Logger(label: "explain"))
            var forgetful = configuration.operations
            forgetful.documentCacheBytes = 0
            forgetful.planCacheBytes = 0
            var text = ""
            for (name, settings) in [("prepared anew", forgetful), ("from the caches", configuration.operations)] {
                let runner = OperationRunner(
                    apis: apis, pool: pool, tenancy: configuration.tenancy, loginRole: catalog.loginRole,
                    settings: settings, logger: Logger(label: "explain"))
                do throws(OperationExplainer.Failure) {
                    let times = try runner.preparationTimes(of: request, as: context, count: count)
                    text += "\(name): \(Self.microseconds(times.median)) µs, "
                    text += "99 % within \(Self.microseconds(times.percentile99)) µs (\(count) times)\n"
                } catch {
                    throw CommandError(error, source: source, asked: asksAsNobody ? .asNobody : .asSomebody)
                }
            }
            return text
        }
    }

    private var asksAsNobody: Bool { token == nil && identity.isNobody }

    private static func microseconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .nanoseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// What the statements run as.
    private func context(_ tenancy: TenancyConfiguration) throws(CommandError) -> TenantContext {
        guard token == nil else {
            do throws(TokenError) {
                return try TokenVerifier(configuration: tenancy).verify(authorizationHeaders: ["Bearer \(token ?? "")"])
            } catch {
                throw CommandError(.usage, "The server would refuse this token: \(error.reason).")
            }
        }
        guard let context = try identity.context(tenancy) else {
            throw CommandError(.usage, "Requests need a token here. Give --tenant, --user and --role, or --token.")
        }
        return context
    }

    /// A file where there is one; a text where it can only be that.
    private static func source(_ document: String) throws(CommandError) -> Source {
        guard document.contains("{") else {
            return Source(try InputFile.text(of: document), name: InputFile.name(of: document))
        }
        return Source(document, name: "operation")
    }

    private static func json(_ variables: String) throws(CommandError) -> JSON {
        guard variables.contains("{") else { return try InputFile.json(of: variables) }
        do throws(JSONError) {
            return try JSON.parse(variables)
        } catch {
            throw CommandError(.dataError, "The variables are not valid JSON: \(error).")
        }
    }

    private static func text(_ explained: [(ExplainedStatement, [String])], _ marks: PolicyMarks) -> String {
        guard !explained.isEmpty else { return "The operation needs nothing of the database.\n" }
        return explained.map { statement, plan in
            var text = "-- \(statement.field)\n\(statement.sql);\n"
            for (index, value) in statement.parameters.enumerated() {
                text += "-- $\(index + 1) = \(value.map { JSON.string($0).text } ?? "null")\n"
            }
            return text + "\n" + marks.annotated(plan, of: statement.sql).map { $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    private static func json(_ explained: [(ExplainedStatement, [String])], _ marks: PolicyMarks) -> JSON {
        .array(
            explained.map { statement, plan in
                .object([
                    JSONMember(name: "field", value: .string(statement.field)),
                    JSONMember(name: "sql", value: .string(statement.sql)),
                    JSONMember(
                        name: "parameters", value: .array(statement.parameters.map { $0.map { .string($0) } ?? .null })),
                    JSONMember(name: "plan", value: .array(plan.map { .string($0) })),
                    JSONMember(name: "policies", value: .array(marks.marks(in: plan, of: statement.sql).map(json))),
                ])
            })
    }

    private static func json(_ mark: PolicyMarks.Mark) -> JSON {
        .object([
            JSONMember(name: "line", value: .number("\(mark.line)")),
            JSONMember(name: "table", value: .string(mark.relation.description)),
            JSONMember(name: "policy", value: .string(mark.policy)),
            JSONMember(name: "condition", value: .string(mark.condition)),
        ])
    }
}

/// On whose behalf an operation is explained.
private enum Asked {
    case asNobody, asSomebody

    /// What explains most errors of who forgot to say.
    var note: String {
        switch self {
        case .asNobody:
            "\n\nThis was asked as nobody, who sees little of the API: give --tenant, --user and --role, or --token."
        case .asSomebody: ""
        }
    }
}

extension CommandError {
    /// Why there is nothing to explain.
    fileprivate init(_ failure: OperationExplainer.Failure, source: Source, asked: Asked) {
        switch failure {
        case .operation(let errors):
            let faults = errors.map { error in
                FileFault(
                    GraphQLError(error.message, locations: error.locations), in: source, hint: error.hint)
            }
            self.init(
                .faultsFound, "The operation cannot be answered.\n\n" + InvalidFiles(faults).text + asked.note)
        case .postgres(let error):
            self.init(error)
        }
    }
}
