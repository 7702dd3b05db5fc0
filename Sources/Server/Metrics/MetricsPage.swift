// SPDX-License-Identifier: Apache-2.0

package import Postgres
import Tenancy

/// Gathers the figures of all parts into one page. Names and labels are a contract: `docs/metrics.md` has them.
package struct MetricsPage: Sendable {
    private static let shownTenants = 20

    private let metrics: ServerMetrics
    private let holder: APIHolder
    private let keys: TokenKeys
    private let documents: OperationDocuments
    private let pool: PostgresPool?
    private let replicas: ReplicaReads?
    private let certificate: CertificateInForce?
    private let spans: OTLPSpanExporter?
    private let blocks: BlockList?

    /// - Parameter pool: nil where nothing is asked of a database.
    package init(
        metrics: ServerMetrics, holder: APIHolder, keys: TokenKeys, documents: OperationDocuments, pool: PostgresPool?,
        replicas: ReplicaReads? = nil, certificate: CertificateInForce? = nil, spans: OTLPSpanExporter? = nil,
        blocks: BlockList? = nil
    ) {
        self.metrics = metrics
        self.holder = holder
        self.keys = keys
        self.documents = documents
        self.pool = pool
        self.replicas = replicas
        self.certificate = certificate
        self.spans = spans
        self.blocks = blocks
    }

    /// - Parameter showsTenants: whether the reader may know which tenants there are.
    func text(showsTenants: Bool) -> String {
        let snapshot = metrics.snapshot
        var page = MetricsText()
        writeRequests(snapshot, to: &page)
        if showsTenants {
            page.describe("palisade_tenant_requests_total", .counter, "Requests of the most frequent tenants, about.")
            for tenant in snapshot.tenants.top(Self.shownTenants) {
                page.sample("palisade_tenant_requests_total", [("tenant", tenant.name)], "\(tenant.count)")
            }
        }
        page.single(
            "palisade_api_served", .gauge, "1 while there is an API to serve.", holder.runner == nil ? "0" : "1")
        page.single(
            "palisade_keys_complete", .gauge, "1 while the keys of every issuer are known.", keys.isComplete ? "1" : "0"
        )
        if let certificate {
            page.single(
                "palisade_tls_certificate_not_after_seconds", .gauge,
                "When the certificate in force ends to be valid, since 1970.", "\(certificate.value.notAfter)")
        }
        if let isCurrent = blocks?.isCurrent {
            page.single(
                "palisade_block_file_current", .gauge, "1 while the rules in force are those of the block file.",
                isCurrent ? "1" : "0")
        }
        writeCaches(to: &page)
        if let pool { write(pool, to: &page) }
        if let replicas { write(replicas, to: &page) }
        if let spans {
            let counts = spans.counts
            page.describe("palisade_spans_total", .counter, "Spans of sampled traces, by what became of them.")
            page.sample("palisade_spans_total", [("outcome", "sent")], "\(counts.sent)")
            page.sample("palisade_spans_total", [("outcome", "dropped")], "\(counts.dropped)")
        }
        writeProcess(to: &page)
        return page.text
    }

    private func writeRequests(_ snapshot: ServerMetrics.Snapshot, to page: inout MetricsText) {
        page.describe("palisade_http_requests_total", .counter, "Answers by their HTTP status.")
        for (status, count) in snapshot.requests.sorted(by: { $0.key < $1.key }) {
            page.sample("palisade_http_requests_total", [("status", "\(status)")], "\(count)")
        }
        page.describe(
            "palisade_http_request_duration_seconds", .histogram, "From a whole request to its answer.")
        page.histogram("palisade_http_request_duration_seconds", snapshot.durations)
        page.single(
            "palisade_http_requests_in_flight", .gauge, "Requests that are being answered.", "\(snapshot.inFlight)")
        page.single("palisade_http_connections", .gauge, "Open connections of clients.", "\(snapshot.connections)")
        page.describe("palisade_errors_total", .counter, "Errors in answers by their code.")
        for code in ErrorCode.allCases {
            page.sample("palisade_errors_total", [("code", code.rawValue)], "\(snapshot.errors[code] ?? 0)")
        }
        page.describe("palisade_phase_duration_seconds", .histogram, "Parts of the time of operations.")
        for phase in OperationTimings.Phase.allCases {
            page.histogram(
                "palisade_phase_duration_seconds", [("phase", phase.rawValue)], snapshot.phases[phase])
        }
        page.describe("palisade_operation_cost", .histogram, "What operations cost, by estimate.")
        page.histogram("palisade_operation_cost", snapshot.costs)
        page.describe("palisade_events_total", .counter, "What is worth knowing and rare.")
        for event in ServerMetrics.Event.allCases {
            page.sample("palisade_events_total", [("event", event.rawValue)], "\(snapshot.events[event] ?? 0)")
        }
    }

    private func writeCaches(to page: inout MetricsText) {
        var caches = holder.runner?.cacheStatistics ?? []
        caches.append(CacheStatistics("tokens", keys.verifier.cacheStatistics))
        if let statistics = documents.statistics { caches.append(CacheStatistics("persisted_queries", statistics)) }
        page.describe("palisade_cache_entries", .gauge, "What caches hold.")
        for cache in caches { page.sample("palisade_cache_entries", [("cache", cache.name)], "\(cache.count)") }
        page.describe("palisade_cache_hits_total", .counter, "Look-ups that found something.")
        for cache in caches { page.sample("palisade_cache_hits_total", [("cache", cache.name)], "\(cache.hits)") }
        page.describe("palisade_cache_misses_total", .counter, "Look-ups that found nothing.")
        for cache in caches { page.sample("palisade_cache_misses_total", [("cache", cache.name)], "\(cache.misses)") }
    }

    private func write(_ pool: PostgresPool, to page: inout MetricsText) {
        let statistics = pool.statistics
        page.describe("palisade_pool_connections", .gauge, "Connections to PostgreSQL by what they do.")
        for (state, count) in [
            ("idle", statistics.idle), ("busy", statistics.busy), ("connecting", statistics.connecting),
        ] {
            page.sample("palisade_pool_connections", [("state", state)], "\(count)")
        }
        page.single("palisade_pool_waiting", .gauge, "Requests that wait for a connection.", "\(statistics.waiting)")
        page.single(
            "palisade_pool_reachable", .gauge, "0 while PostgreSQL cannot be reached.",
            statistics.isUnreachable ? "0" : "1")
        let history = pool.history
        page.describe("palisade_pool_wait_seconds", .histogram, "How long requests waited for a connection.")
        page.histogram("palisade_pool_wait_seconds", history.waits)
        page.describe("palisade_pool_run_seconds", .histogram, "How long PostgreSQL took for a request's statements.")
        page.histogram("palisade_pool_run_seconds", history.runs)
        page.describe("palisade_pool_failures_total", .counter, "Requests of PostgreSQL that failed.")
        for reason in PostgresFailureReason.allCases {
            page.sample(
                "palisade_pool_failures_total", [("reason", reason.rawValue)], "\(history.failures[reason] ?? 0)")
        }
        page.single(
            "palisade_statements_executed_total", .counter, "Statements that were sent.",
            "\(history.executedStatements)")
        page.single(
            "palisade_statements_prepared_total", .counter, "Statements that had to be prepared first.",
            "\(history.preparedStatements)")
    }

    private func write(_ replicas: ReplicaReads, to page: inout MetricsText) {
        let statistics = replicas.statistics
        page.single(
            "palisade_replica_connections", .gauge, "Open connections to replicas.",
            "\(statistics.idle + statistics.busy)")
        page.describe("palisade_replica_reads_total", .counter, "Queries that replicas were asked.")
        for outcome in ReplicaReads.Outcome.allCases {
            page.sample(
                "palisade_replica_reads_total", [("outcome", outcome.rawValue)], "\(replicas.count(of: outcome))")
        }
    }

    private func writeProcess(to page: inout MetricsText) {
        let process = ProcessFigures()
        page.single(
            "process_start_time_seconds", .gauge, "When the process started, since 1970.", "\(process.startSeconds)")
        if let bytes = process.residentBytes {
            page.single("process_resident_memory_bytes", .gauge, "Memory that the process holds.", "\(bytes)")
        }
        if let files = process.openFiles {
            page.single("process_open_fds", .gauge, "Open files and sockets.", "\(files)")
        }
        if let seconds = process.processorSeconds {
            page.single("process_cpu_seconds_total", .counter, "Time of processors that was used.", "\(seconds)")
        }
    }
}
