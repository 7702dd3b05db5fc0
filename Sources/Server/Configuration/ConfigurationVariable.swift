// SPDX-License-Identifier: Apache-2.0

/// The environment variables that Palisade knows. `docs/configuration.md` describes each.
package enum ConfigurationVariable: String, CaseIterable, Sendable {
    case databaseURL = "PALISADE_DATABASE_URL"
    case ownerDatabaseURL = "PALISADE_OWNER_DATABASE_URL"
    case pooling = "PALISADE_POOLING"
    case poolSize = "PALISADE_POOL_SIZE"
    case poolQueue = "PALISADE_POOL_QUEUE"
    case poolTimeout = "PALISADE_POOL_TIMEOUT"
    case safetyInterval = "PALISADE_SAFETY_INTERVAL"
    case postgresPrograms = "PALISADE_POSTGRES_BIN"

    case schema = "PALISADE_SCHEMA"
    case migrations = "PALISADE_MIGRATIONS"
    case preRequest = "PALISADE_PRE_REQUEST"

    case host = "PALISADE_HOST"
    case port = "PALISADE_PORT"
    case playground = "PALISADE_PLAYGROUND"
    case eventLoops = "PALISADE_EVENT_LOOPS"
    case requestTimeout = "PALISADE_REQUEST_TIMEOUT"
    case maximumBody = "PALISADE_MAX_BODY"
    case corsOrigins = "PALISADE_CORS_ORIGINS"
    case maximumBatch = "PALISADE_MAX_BATCH"
    case persistedQueryMemory = "PALISADE_PERSISTED_QUERY_MEMORY"
    case trustedDocuments = "PALISADE_TRUSTED_DOCUMENTS"
    case documents = "PALISADE_DOCUMENTS"

    case defaultPageSize = "PALISADE_DEFAULT_PAGE_SIZE"
    case maximumPageSize = "PALISADE_MAX_PAGE_SIZE"
    case maximumGroups = "PALISADE_MAX_GROUPS"
    case maximumDepth = "PALISADE_MAX_DEPTH"
    case maximumRootFields = "PALISADE_MAX_ROOT_FIELDS"
    case maximumTokens = "PALISADE_MAX_TOKENS"
    case introspection = "PALISADE_INTROSPECTION"
    case cursorSecret = "PALISADE_CURSOR_SECRET"

    case jwtSecret = "PALISADE_JWT_SECRET"
    case jwtSecretFile = "PALISADE_JWT_SECRET_FILE"
    case jwtPublicKey = "PALISADE_JWT_PUBLIC_KEY"
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

    case logLevel = "PALISADE_LOG_LEVEL"
    case logFormat = "PALISADE_LOG_FORMAT"

    /// What all names begin with.
    static let prefix = "PALISADE_"
    /// Variables of our own tests, which are nobody's mistake.
    static let testPrefix = "PALISADE_TEST_"
}
