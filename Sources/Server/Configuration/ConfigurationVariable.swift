// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema

/// The environment variables that Palisade knows. `docs/configuration.md` describes each.
package enum ConfigurationVariable: String, CaseIterable, Sendable {
    case configurationFile = "PALISADE_CONFIG"

    case databaseURL = "PALISADE_DATABASE_URL"
    case ownerDatabaseURL = "PALISADE_OWNER_DATABASE_URL"
    case replicaURL = "PALISADE_REPLICA_URL"
    case replicaPoolSize = "PALISADE_REPLICA_POOL_SIZE"
    case pooling = "PALISADE_POOLING"
    case poolSize = "PALISADE_POOL_SIZE"
    case poolQueue = "PALISADE_POOL_QUEUE"
    case poolTimeout = "PALISADE_POOL_TIMEOUT"
    case safetyInterval = "PALISADE_SAFETY_INTERVAL"
    case postgresPrograms = "PALISADE_POSTGRES_BIN"
    case workerShare = "PALISADE_WORKER_SHARE"

    case schema = "PALISADE_SCHEMA"
    case migrations = "PALISADE_MIGRATIONS"
    case preRequest = "PALISADE_PRE_REQUEST"

    case host = "PALISADE_HOST"
    case port = "PALISADE_PORT"
    case tlsCertificateFile = "PALISADE_TLS_CERTIFICATE_FILE"
    case tlsKeyFile = "PALISADE_TLS_KEY_FILE"
    case tlsClientAuthorities = "PALISADE_TLS_CLIENT_CA"
    case http2 = "PALISADE_HTTP2"
    case playground = "PALISADE_PLAYGROUND"
    case eventLoops = "PALISADE_EVENT_LOOPS"
    case readiness = "PALISADE_READINESS"
    case requestTimeout = "PALISADE_REQUEST_TIMEOUT"
    case maximumBody = "PALISADE_MAX_BODY"
    case rateLimitAddress = "PALISADE_RATE_LIMIT_ADDRESS"
    case rateLimitSubject = "PALISADE_RATE_LIMIT_SUBJECT"
    case rateLimitTenant = "PALISADE_RATE_LIMIT_TENANT"
    case clientAddress = "PALISADE_CLIENT_ADDRESS"
    case blockFile = "PALISADE_BLOCK_FILE"
    case corsOrigins = "PALISADE_CORS_ORIGINS"
    case maximumBatch = "PALISADE_MAX_BATCH"
    case persistedQueryMemory = "PALISADE_PERSISTED_QUERY_MEMORY"
    case trustedDocuments = "PALISADE_TRUSTED_DOCUMENTS"
    case documents = "PALISADE_DOCUMENTS"

    case defaultPageSize = "PALISADE_DEFAULT_PAGE_SIZE"
    case maximumPageSize = "PALISADE_MAX_PAGE_SIZE"
    case maximumGroups = "PALISADE_MAX_GROUPS"
    case maximumCost = "PALISADE_MAX_COST"
    case maximumDepth = "PALISADE_MAX_DEPTH"
    case maximumRootFields = "PALISADE_MAX_ROOT_FIELDS"
    case maximumTokens = "PALISADE_MAX_TOKENS"
    case introspection = "PALISADE_INTROSPECTION"
    case cursorSecret = "PALISADE_CURSOR_SECRET"

    case jwtSecret = "PALISADE_JWT_SECRET"
    case jwtSecretFile = "PALISADE_JWT_SECRET_FILE"
    case jwtPublicKey = "PALISADE_JWT_PUBLIC_KEY"
    case jwks = "PALISADE_JWKS"
    case issuers = "PALISADE_ISSUERS"
    case jwtAlgorithm = "PALISADE_JWT_ALGORITHM"
    case jwtKeyID = "PALISADE_JWT_KEY_ID"
    case jwtIssuer = "PALISADE_JWT_ISSUER"
    case jwtAudience = "PALISADE_JWT_AUDIENCE"
    case jwtLeeway = "PALISADE_JWT_LEEWAY"
    case jwtCache = "PALISADE_JWT_CACHE"
    case tenantClaim = "PALISADE_TENANT_CLAIM"
    case userClaim = "PALISADE_USER_CLAIM"
    case requiredClaims = "PALISADE_REQUIRED_CLAIMS"
    case roleClaim = "PALISADE_ROLE_CLAIM"
    case roles = "PALISADE_ROLES"
    case settings = "PALISADE_SETTINGS"

    case adminHost = "PALISADE_ADMIN_HOST"
    case adminPort = "PALISADE_ADMIN_PORT"
    case slowOperation = "PALISADE_SLOW_OPERATION"
    case logLevel = "PALISADE_LOG_LEVEL"
    case logFormat = "PALISADE_LOG_FORMAT"
    case pidFile = "PALISADE_PID_FILE"

    // OpenTelemetry's own names, which are often set for all programs of a machine.
    case otelEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT"
    case otelHeaders = "OTEL_EXPORTER_OTLP_HEADERS"
    case otelProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL"
    case otelServiceName = "OTEL_SERVICE_NAME"

    /// What the names of our own begin with.
    static let prefix = "PALISADE_"
    /// Variables of our own tests, which are nobody's mistake.
    static let testPrefix = "PALISADE_TEST_"

    /// The variable that somebody may have meant; nil where none resembles the name.
    static func nearest(to name: String) -> String? {
        // What all names share would make all of them resemble one another.
        let known = allCases.filter { $0.rawValue.hasPrefix(prefix) }.map {
            String($0.rawValue.dropFirst(prefix.count))
        }
        let end = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        return suggestionList(end, options: known).first.map { prefix + $0 }
    }

    /// What stays as it was at the start until the server is started again: what connections, sockets and threads were
    /// made for, and what every token and statement is built upon.
    static let fixedWhileServing: Set<ConfigurationVariable> = [
        .databaseURL, .replicaURL, .replicaPoolSize, .pooling, .poolSize, .poolQueue, .poolTimeout, .safetyInterval,
        .host, .port, .tlsCertificateFile, .tlsKeyFile, .tlsClientAuthorities, .playground, .eventLoops,
        .readiness, .maximumBody, .clientAddress, .blockFile, .persistedQueryMemory, .tenantClaim,
        .userClaim, .requiredClaims, .roleClaim, .roles, .settings, .adminHost, .adminPort, .logLevel, .logFormat,
        .pidFile, .otelEndpoint, .otelHeaders, .otelProtocol, .otelServiceName,
    ]

    /// Whether nobody may read the value off a screen.
    var isSecret: Bool { [.jwtSecret, .cursorSecret, .otelHeaders].contains(self) }

    /// Whether the value is a connection string, which may hold a password.
    var isConnectionString: Bool { [.databaseURL, .ownerDatabaseURL, .replicaURL].contains(self) }
}
