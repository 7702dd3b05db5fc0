// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import Postgres
import Server
import Tenancy

/// What the services of one server share: its connections, what is served, who may ask, and what is seen of it all.
struct ServingParts {
    let pool: PostgresPool
    let replicaPool: PostgresPool?
    let replicas: ReplicaReads?
    /// Empty until the API is loaded.
    let holder = APIHolder()
    let documents: OperationDocuments
    let keys: TokenKeys
    let blocks: BlockList
    let admission: RequestAdmission
    let certificate: CertificateInForce?
    let metrics = ServerMetrics()
    let spans: OTLPSpanExporter?
    let tracer: TraceRecorder
    let metricsPage: MetricsPage

    init(_ configuration: ServerConfiguration, blocks: BlockList, eventLoopGroup: any EventLoopGroup, logger: Logger) {
        pool = PostgresPool(configuration: configuration.pool, eventLoopGroup: eventLoopGroup, logger: logger)
        replicaPool = configuration.replicaPool.map {
            PostgresPool(configuration: $0, eventLoopGroup: eventLoopGroup, logger: logger)
        }
        replicas = replicaPool.map(ReplicaReads.init)
        documents = configuration.transport.operationDocuments
        keys = TokenKeys(configuration.tenancy, logger: logger)
        self.blocks = blocks
        admission = RequestAdmission(rates: configuration.transport.rates, blocks: blocks)
        certificate = configuration.certificate.map(CertificateInForce.init)
        spans = configuration.sight.collector.map { OTLPSpanExporter($0, logger: logger) }
        tracer = TraceRecorder(exporters: [LogSpanExporter.export(to: logger)] + (spans.map { [$0.export] } ?? []))
        metricsPage = MetricsPage(
            metrics: metrics, holder: holder, keys: keys, documents: documents, pool: pool, replicas: replicas,
            certificate: certificate, spans: spans, blocks: blocks)
    }
}
