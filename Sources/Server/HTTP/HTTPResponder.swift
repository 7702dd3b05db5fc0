// SPDX-License-Identifier: Apache-2.0

import Gzip
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Answers requests: finds out what is asked for, and puts the answer into its form.
final class HTTPResponder: Sendable {
    let graphQL: GraphQLEndpoint
    private let exports: ExportEndpoint
    private let playground: PlaygroundEndpoint?
    private let holder: APIHolder
    private let policy: CurrentPolicy
    let reload: ReloadAction?
    let threads: NIOThreadPool
    private let isDatabaseReachable: @Sendable () -> Bool
    private let identifiers = RequestIdentifiers()
    private let date = HTTPDate()
    private let stopping = Atomic<Bool>(false)
    private let metrics: ServerMetrics
    private let metricsPage: MetricsPage
    private let tracer: TraceRecorder
    private let clientAddress: HTTPServerConfiguration.ClientAddress
    private let paths: HTTPServerConfiguration.Paths
    private let tellsTimings: Bool
    private let logger: Logger

    /// - Parameter threads: for what would keep an event loop busy.
    init(
        configuration: HTTPServerConfiguration, policy: RequestPolicy, holder: APIHolder,
        authentication: RequestAuthentication, metrics: ServerMetrics, metricsPage: MetricsPage, tracer: TraceRecorder,
        playground: Playground? = nil, reload: ReloadAction? = nil, threads: NIOThreadPool,
        isDatabaseReachable: @escaping @Sendable () -> Bool,
        logger: Logger
    ) {
        self.reload = reload
        self.threads = threads
        self.metrics = metrics
        self.metricsPage = metricsPage
        self.tracer = tracer
        paths = configuration.paths
        clientAddress = configuration.clientAddress
        tellsTimings = configuration.tellsTimings
        self.holder = holder
        self.isDatabaseReachable = isDatabaseReachable
        self.logger = logger
        self.policy = CurrentPolicy(policy)
        graphQL = GraphQLEndpoint(
            holder: holder, authentication: authentication, logger: logger)
        let graphQL = graphQL
        exports = ExportEndpoint(graphQL: graphQL, logger: logger)
        self.playground = playground.map { PlaygroundEndpoint(playground: $0, graphQL: graphQL) }
    }

    /// The policy for a request that comes now.
    var currentPolicy: RequestPolicy { policy.value }

    /// Whether a request is one of those that can be answered without a task.
    func mayAnswerDirectly(_ request: ReceivedRequest) -> Bool {
        request.fault == nil && !request.closes && paths != .operators && !isStopping && request.path == "/graphql"
    }

    /// Receives requests by another policy from now on.
    func replace(with policy: RequestPolicy) { self.policy.replace(with: policy) }

    /// From now on the server is not ready, and each answer ends its connection.
    func stop() {
        stopping.store(true, ordering: .relaxed)
    }

    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func connectionBegan() { metrics.connectionBegan() }

    func connectionEnded() { metrics.connectionEnded() }

    /// - Parameter peer: the address of the connection's other end.
    func answer(to request: ReceivedRequest, from peer: String?) async -> OutgoingAnswer {
        let scope = begin(request, from: peer, by: currentPolicy, at: .now())
        var answer = await self.answer(to: request, in: scope)
        conclude(&answer, to: request, in: scope)
        if let content = compressible(answer.content, for: request) {
            // The threads end after the server: where they do not run, the answer goes out as it is.
            answer.compressed =
                content.count > GzipEncoder.largestOnEventLoop
                ? try? await threads.runIfActive { GzipEncoder.encode(content) } : GzipEncoder.encode(content)
        }
        return outgoing(answer, to: request, in: scope)
    }

    // MARK: Parts of an answer

    /// A request has come, and will be answered.
    func begin(
        _ request: ReceivedRequest, from peer: String?, by policy: RequestPolicy, at began: NIODeadline
    ) -> RequestScope {
        metrics.requestBegan()
        return RequestScope(
            requestID: identifiers.identifier(proposed: request.headers.requestID),
            trace: request.headers.traceparent.flatMap { TraceContext(traceparent: $0) },
            address: address(of: request, peer), policy: policy, began: began)
    }

    /// Counts and logs an answer, and adds what comes with any.
    func conclude(_ answer: inout HTTPAnswer, to request: ReceivedRequest, in scope: RequestScope) {
        let duration = NIODeadline.now() - scope.began
        observe(answer, duration: duration, in: scope)
        if let trace = scope.trace, trace.isSampled {
            tell(trace, request: request, answer: answer, duration: duration, in: scope)
        }
        if tellsTimings { answer.serverTiming = answer.operation?.timings.serverTiming }
        if let origin = request.headers.origin, request.path == "/graphql" {
            answer.crossOrigin = scope.policy.crossOrigin.grant(
                origin: origin, isPreflight: request.method == .OPTIONS && request.headers.requestedMethod != nil)
        }
        if case .file(let file) = answer.content, AcceptEncoding.allowsGzip(request.headers.acceptEncoding) {
            answer.compressed = file.compressed
        }
        logger.debug(
            "answered",
            metadata: [
                "request_id": "\(scope.requestID)", "method": "\(request.method.rawValue)",
                "path": "\(request.path)", "status": "\(answer.status.rawValue)",
            ])
    }

    /// A response that goes out as gzip, as it is: nil for what is too small to gain by it, and who does not accept it.
    func compressible(_ content: HTTPAnswer.Content, for request: ReceivedRequest) -> [UInt8]? {
        guard case .graphQL(let body, _) = content, body.count >= GzipEncoder.minimumSize,
            AcceptEncoding.allowsGzip(request.headers.acceptEncoding)
        else { return nil }
        return body
    }

    /// An answer that was concluded, as it goes out.
    func outgoing(_ answer: HTTPAnswer, to request: ReceivedRequest, in scope: RequestScope) -> OutgoingAnswer {
        let closes = request.closes || isStopping
        let bytes = answer.bytes(
            requestID: scope.requestID, date: date.now, closes: closes, sendsBody: request.method != .HEAD)
        return OutgoingAnswer(bytes: bytes, stream: answer.stream, closes: closes)
    }

    /// Spans for whoever gathers traces.
    private func tell(
        _ trace: TraceContext, request: ReceivedRequest, answer: HTTPAnswer, duration: TimeAmount,
        in scope: RequestScope
    ) {
        RequestSpan(trace: trace, request: request, answer: answer, duration: duration, requestID: scope.requestID)
            .record(with: tracer)
    }

    private func observe(_ answer: HTTPAnswer, duration: TimeAmount, in scope: RequestScope) {
        metrics.requestEnded(
            ServerMetrics.Observation(
                status: answer.status, codes: answer.codes, duration: duration,
                timings: answer.operation?.timings ?? OperationTimings(), tenant: answer.operation?.tenant))
        guard let slow = scope.policy.slowOperation, duration >= slow, let operation = answer.operation else { return }
        metrics.count(.slowOperation)
        var metadata = scope.metadata
        metadata["duration_ms"] = "\(duration.nanoseconds / 1_000_000)"
        metadata["document"] = "\(DocumentHash.hash(of: operation.document))"
        metadata["phases"] = "\(operation.timings.serverTiming)"
        if let name = operation.name { metadata["operation"] = "\(name.prefix(100))" }
        if let tenant = operation.tenant { metadata["tenant"] = "\(tenant)" }
        logger.notice("slow operation", metadata: metadata)
    }

    private func answer(to request: ReceivedRequest, in scope: RequestScope) async -> HTTPAnswer {
        let requestID = scope.requestID
        if let fault = request.fault { return refusal(of: fault, requestID: requestID) }
        switch request.path {
        case "/graphql" where paths != .operators:
            return await graphQL.answer(to: request, in: scope)
        case "/" where paths != .operators:
            // Whoever looks with a browser wants the page; programs get a text.
            if playground != nil, [.GET, .HEAD].contains(request.method),
                request.headers.accept?.contains("text/html") == true
            {
                return HTTPAnswer(status: .found, content: .none)
            }
            return plain(request, .ok, text: Self.welcome, requestID: requestID)
        case "*": return HTTPAnswer(status: .noContent, content: .none, allowedMethods: "GET, HEAD, POST, OPTIONS")
        case "/health/live": return plain(request, .ok, text: "live\n", requestID: requestID)
        case "/health/ready":
            let isReady = !isStopping && holder.runner != nil && isDatabaseReachable()
            return plain(
                request, isReady ? .ok : .serviceUnavailable, text: isReady ? "ready\n" : "not ready\n",
                requestID: requestID)
        case "/metrics" where paths != .graphQL:
            guard request.method == .GET || request.method == .HEAD else {
                return .methodRefused(request.method, allowed: "GET, HEAD, OPTIONS", requestID: requestID)
            }
            return HTTPAnswer(
                status: .ok, content: .metrics(metricsPage.text(showsTenants: paths == .operators)))
        case "/reload" where reload != nil: return await answerToReload(request, requestID: requestID)
        default:
            if paths != .operators, let answer = await exports.answer(to: request, in: scope) { return answer }
            if let answer = await playground?.answer(to: request, in: scope) { return answer }
            let error = APIError(.notFound, "There is nothing at this path.", hint: "Send GraphQL to POST /graphql.")
            return .refused(.notFound, error, requestID: requestID)
        }
    }

    private func address(of request: ReceivedRequest, _ peer: String?) -> String? {
        switch clientAddress {
        case .connection: return peer
        case .forwarded:
            guard let last = request.headers.forwardedFor?.split(separator: ",").last else { return peer }
            return String(last.filter { $0 != " " }.prefix(64))
        }
    }

    private static let welcome: StaticString = """
        Palisade serves GraphQL from this address.

        Send operations to POST /graphql, as application/json: {"query": "{ __typename }"}
        and a token with them: Authorization: Bearer TOKEN

        """

    /// A page that GET and HEAD read.
    private func plain(
        _ request: ReceivedRequest, _ status: HTTPStatus, text: StaticString, requestID: String
    ) -> HTTPAnswer {
        switch request.method {
        case .GET, .HEAD: HTTPAnswer(status: status, content: .text(text))
        default: .methodRefused(request.method, allowed: "GET, HEAD, OPTIONS", requestID: requestID)
        }
    }

    private func refusal(of fault: ReceivedRequest.Fault, requestID: String) -> HTTPAnswer {
        switch fault {
        case .bodyTooLarge(let limit):
            .refused(
                .contentTooLarge, APIError(.limitExceeded, "The request's body is larger than \(limit) bytes."),
                requestID: requestID)
        case .headTooLarge:
            .refused(
                .requestHeaderFieldsTooLarge,
                APIError(
                    .limitExceeded, "The request's head is too large.",
                    hint: "A field may have \(HTTPConnectionChannel.maximumHeadFieldSize) bytes."),
                requestID: requestID)
        case .targetTooLong:
            .refused(
                .uriTooLong,
                APIError(
                    .limitExceeded,
                    "The request's target is longer than \(HTTPConnectionChannel.maximumHeadFieldSize) bytes.",
                    hint: "Send the operation by POST."), requestID: requestID)
        case .malformed(let message):
            .refused(.badRequest, APIError(.badUserInput, message), requestID: requestID)
        case .notImplemented(let message):
            .refused(.notImplemented, APIError(.badUserInput, message), requestID: requestID)
        case .versionUnknown:
            .refused(
                .httpVersionNotSupported,
                APIError(.badUserInput, "This is no version of HTTP that is spoken here.", hint: "Send HTTP/1.1."),
                requestID: requestID)
        }
    }
}

extension HTTPAnswer {
    /// The answer to a method that a path does not have; OPTIONS gets what it asks for. Without headers for other origins,
    /// browsers keep other sites from reading answers.
    static func methodRefused(_ method: HTTPMethod, allowed: StaticString, requestID: String) -> HTTPAnswer {
        if method == .OPTIONS { return HTTPAnswer(status: .noContent, content: .none, allowedMethods: allowed) }
        var answer = refused(
            .methodNotAllowed, APIError(.badUserInput, "This path takes only \(allowed)."), requestID: requestID)
        answer.allowedMethods = allowed
        return answer
    }
}
