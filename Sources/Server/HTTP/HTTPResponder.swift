// SPDX-License-Identifier: Apache-2.0

import Gzip
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Answers requests: finds out what is asked for, and puts the answer into its form.
final class HTTPResponder: Sendable {
    private let graphQL: GraphQLEndpoint
    private let exports: ExportEndpoint
    private let playground: PlaygroundEndpoint?
    private let holder: APIHolder
    private let policy: CurrentPolicy
    let reload: ReloadAction?
    private let threads: NIOThreadPool
    private let isDatabaseReachable: @Sendable () -> Bool
    private let identifiers = RequestIdentifiers()
    private let date = HTTPDate()
    private let stopping = Atomic<Bool>(false)
    private let metrics: ServerMetrics
    private let metricsPage: MetricsPage
    private let clientAddress: HTTPServerConfiguration.ClientAddress
    private let paths: HTTPServerConfiguration.Paths
    private let tellsTimings: Bool
    private let logger: Logger

    /// - Parameter threads: for what would keep an event loop busy.
    init(
        configuration: HTTPServerConfiguration, policy: RequestPolicy, holder: APIHolder,
        authentication: RequestAuthentication, metrics: ServerMetrics, metricsPage: MetricsPage,
        playground: Playground? = nil, reload: ReloadAction? = nil, threads: NIOThreadPool,
        isDatabaseReachable: @escaping @Sendable () -> Bool,
        logger: Logger
    ) {
        self.reload = reload
        self.threads = threads
        self.metrics = metrics
        self.metricsPage = metricsPage
        paths = configuration.paths
        clientAddress = configuration.clientAddress
        tellsTimings = configuration.tellsTimings
        self.holder = holder
        self.isDatabaseReachable = isDatabaseReachable
        self.logger = logger
        self.policy = CurrentPolicy(policy)
        graphQL = GraphQLEndpoint(
            holder: holder, authentication: authentication, policy: self.policy, logger: logger)
        let graphQL = graphQL
        exports = ExportEndpoint(graphQL: graphQL, logger: logger)
        self.playground = playground.map { PlaygroundEndpoint(playground: $0, graphQL: graphQL) }
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

    /// The whole answer, or its head and what follows that; and whether the connection ends with it.
    ///
    /// - Parameter peer: the address of the connection's other end.
    func answer(
        to request: ReceivedRequest, from peer: String?
    ) async -> (ByteBuffer, stream: AnswerStream?, closes: Bool) {
        let requestID = identifiers.identifier(proposed: request.headers.requestID)
        let trace = request.headers.traceparent.flatMap { TraceContext(traceparent: $0) }
        let began = NIODeadline.now()
        metrics.requestBegan()
        let policy = policy.value
        var answer = await self.answer(
            to: request, from: peer, requestID: requestID, trace: trace)
        let duration = NIODeadline.now() - began
        observe(answer, duration: duration, slow: policy.slowOperation, requestID: requestID, trace: trace)
        if let trace, trace.isSampled {
            tell(trace, request: request, answer: answer, duration: duration, requestID: requestID)
        }
        if tellsTimings { answer.serverTiming = answer.operation?.timings.serverTiming }
        if request.path == "/graphql" {
            answer.crossOrigin = policy.crossOrigin.grant(
                origin: request.headers.origin,
                isPreflight: request.method == .OPTIONS && request.headers.requestedMethod != nil)
        }
        if AcceptEncoding.allowsGzip(request.headers.acceptEncoding) {
            answer.compressed = await compressed(answer.content)
        }
        logger.debug(
            "answered",
            metadata: [
                "request_id": "\(requestID)", "method": "\(request.method.rawValue)",
                "path": "\(request.path)", "status": "\(answer.status.rawValue)",
            ])
        let closes = request.closes || isStopping
        let bytes = answer.bytes(
            requestID: requestID, date: date.now, closes: closes, sendsBody: request.method != .HEAD)
        return (bytes, answer.stream, closes)
    }

    /// A span for whoever gathers the traces from the log.
    private func tell(
        _ trace: TraceContext, request: ReceivedRequest, answer: HTTPAnswer, duration: TimeAmount, requestID: String
    ) {
        var metadata = Logger.Metadata(requestID: requestID, trace: trace)
        metadata["span_id"] = "\(trace.spanID)"
        metadata["parent_id"] = "\(trace.parentID)"
        metadata["name"] = "\(request.method.rawValue) \(request.path.prefix(100))"
        metadata["status"] = "\(answer.status.rawValue)"
        metadata["duration_us"] = "\(duration.nanoseconds / 1_000)"
        if let operation = answer.operation {
            metadata["phases"] = "\(operation.timings.serverTiming)"
            if let name = operation.name { metadata["operation"] = "\(name.prefix(100))" }
        }
        if let code = answer.codes.first { metadata["code"] = "\(code.rawValue)" }
        logger.info("span", metadata: metadata)
    }

    private func observe(
        _ answer: HTTPAnswer, duration: TimeAmount, slow: TimeAmount?, requestID: String, trace: TraceContext?
    ) {
        metrics.requestEnded(
            ServerMetrics.Observation(
                status: answer.status, codes: answer.codes, duration: duration,
                timings: answer.operation?.timings ?? OperationTimings(), tenant: answer.operation?.tenant))
        guard let slow, duration >= slow, let operation = answer.operation else { return }
        metrics.count(.slowOperation)
        var metadata = Logger.Metadata(requestID: requestID, trace: trace)
        metadata["duration_ms"] = "\(duration.nanoseconds / 1_000_000)"
        metadata["document"] = "\(DocumentHash.hash(of: operation.document))"
        metadata["phases"] = "\(operation.timings.serverTiming)"
        if let name = operation.name { metadata["operation"] = "\(name.prefix(100))" }
        if let tenant = operation.tenant { metadata["tenant"] = "\(tenant)" }
        logger.notice("slow operation", metadata: metadata)
    }

    /// Responses as gzip, where they are large enough to gain by it.
    private func compressed(_ content: HTTPAnswer.Content) async -> [UInt8]? {
        if case .file(let file) = content { return file.compressed }
        guard case .graphQL(let body, _) = content, body.count >= GzipEncoder.minimumSize else { return nil }
        guard body.count > GzipEncoder.largestOnEventLoop else { return GzipEncoder.encode(body) }
        // The threads end after the server: where they do not run, the answer goes out as it is.
        return try? await threads.runIfActive { GzipEncoder.encode(body) }
    }

    private func answer(
        to request: ReceivedRequest, from peer: String?, requestID: String,
        trace: TraceContext?
    ) async -> HTTPAnswer {
        if let fault = request.fault { return refusal(of: fault, requestID: requestID) }
        guard request.headers.hostCount == 1 || request.headers.hostCount == 0 && request.closes else {
            return refusal(of: .malformed, requestID: requestID)
        }
        switch request.path {
        case "/graphql" where paths != .operators:
            return await graphQL.answer(
                to: request, from: address(of: request, peer), requestID: requestID, trace: trace)
        case "/" where paths != .operators:
            // Whoever looks with a browser wants the page; programs get a text.
            if playground != nil, [.GET, .HEAD].contains(request.method),
                request.headers.accept?.contains("text/html") == true
            {
                return HTTPAnswer(status: .found, content: .none)
            }
            return plain(request, .ok, text: Self.welcome, requestID: requestID)
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
            if paths != .operators,
                let answer = await exports.answer(
                    to: request, from: address(of: request, peer), requestID: requestID)
            {
                return answer
            }
            if let answer = await playground?.answer(to: request, requestID: requestID) { return answer }
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
        case .malformed:
            .refused(.badRequest, APIError(.badUserInput, "The request is not valid HTTP/1.1."), requestID: requestID)
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

extension ReceivedRequest {
    /// What is asked for, without the query.
    var path: Substring {
        target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[..<$0] } ?? target[...]
    }

    /// What comes after the first question mark.
    var query: Substring {
        target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[target.utf8.index(after: $0)...] } ?? ""
    }
}
