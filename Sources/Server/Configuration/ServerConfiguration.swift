// SPDX-License-Identifier: Apache-2.0

package import Crypto
import GraphQLLanguage
import Logging
import NIOCore
package import Planning
package import Postgres
package import SQL
package import Tenancy

/// Everything that a server needs to know before it starts; valid by construction.
package struct ServerConfiguration: Sendable {
    /// The login role's database: a `postgresql://` URL, or a list of `key=value`.
    package let databaseURL: String
    /// Hot standbys that answer queries; nil for none.
    package let replicaURL: String?
    package let replicaPoolSize: Int
    package let pooling: Pooling
    package let poolSize: Int
    package let poolQueue: Int
    package let poolTimeout: Duration
    /// The pause between two looks at the database's catalog while it is served.
    package let safetyInterval: Duration
    /// Files and folders of SDL.
    package let schemaPaths: [String]
    package let host: String
    /// 0 lets the system choose.
    package let port: Int
    /// What the API is served with; nil for no TLS.
    package let certificate: ServerCertificate?
    /// The folder of the pages at `/playground`; nil for none.
    package let playground: String?
    package let eventLoops: Int
    package let readiness: ReadinessWay
    /// The whole time of a request.
    package let requestTimeout: Duration
    /// The largest body of a request, in bytes.
    package let maximumBody: Int
    package let transport: TransportConfiguration
    package let sight: SightConfiguration
    package let planning: PlanningSettings
    package let maximumTokens: Int
    /// What `maximumTokens` may be at most.
    static let mostTokens = 1_000_000
    package let introspection: IntrospectionAccess
    package private(set) var cursorKey: SymmetricKey
    package let tenancy: TenancyConfiguration
    /// The function that is called first in each transaction.
    package let preRequest: QualifiedName?
    package let log: LogConfiguration
    /// What is no fault and yet worth reading.
    package let warnings: [String]
    /// What is in force, as text.
    let readings: [ConfigurationVariable: String]

    /// What stands between us and PostgreSQL.
    package enum Pooling: String, CaseIterable, Sendable {
        case direct, bouncer
    }

    /// Who may read the schema.
    package enum IntrospectionAccess: String, CaseIterable, Sendable {
        /// Requests with a token.
        case authenticated
        /// Requests without a token as well.
        case everyone
    }

    /// Reads the configuration.
    ///
    /// - Parameters:
    ///   - purpose: what logs and access to the schema follow from where the configuration does not say.
    ///   - processorCount: what the number of event loops follows from where it does not say.
    /// - Throws: all faults at once.
    package init(
        _ source: ConfigurationSource, purpose: Purpose, processorCount: Int
    ) throws(InvalidConfiguration) {
        var reader = ConfigurationReader(source)
        for warning in source.unknownVariables { reader.warn(warning) }
        if purpose == .serve, source.value(.ownerDatabaseURL) != nil {
            reader.note(
                .ownerDatabaseURL, "is set, but a server must not hold the owner's login",
                "Set it only where 'palisade migrate' runs, and unset it here.")
        }

        databaseURL = reader.required(
            .databaseURL, remedy: "Set it to postgresql://palisade_authenticator:<password>@<host>/<database>.")
        pooling = reader.choice(.pooling, default: .direct)
        poolSize = reader.integer(.poolSize, in: 1...1_000, default: 12)
        replicaURL = reader.text(.replicaURL)
        replicaPoolSize = reader.integer(.replicaPoolSize, in: 1...1_000, default: poolSize)
        poolQueue = reader.integer(.poolQueue, in: 0...100_000, default: 1_000)
        poolTimeout = reader.duration(.poolTimeout, in: .milliseconds(10)...(.seconds(600)), default: .seconds(5))
        safetyInterval = reader.duration(.safetyInterval, in: .seconds(1)...(.seconds(3_600)), default: .seconds(60))
        schemaPaths = reader.paths(.schema)
        if schemaPaths.isEmpty {
            reader.note(.schema, "is not set", "Name the files or folders of your SDL, with commas between them.")
        }
        host = reader.text(.host, default: "127.0.0.1")
        port = reader.integer(.port, in: 0...65_535, default: 8_080)
        certificate = reader.certificate()
        playground = reader.text(.playground)
        eventLoops = reader.integer(.eventLoops, in: 1...256, default: max(1, processorCount))
        readiness = reader.choice(.readiness, default: .automatic)
        requestTimeout = reader.duration(
            .requestTimeout, in: .milliseconds(10)...(.seconds(3_600)), default: .seconds(5))
        maximumBody = reader.byteCount(.maximumBody, in: 1_024...(1 << 30), default: 1 << 20)
        transport = TransportConfiguration(&reader)
        sight = SightConfiguration(&reader, purpose: purpose)
        planning = reader.planningSettings()
        maximumTokens = reader.integer(.maximumTokens, in: 100...Self.mostTokens, default: 10_000)
        introspection = reader.choice(.introspection, default: purpose.introspection)
        preRequest = reader.qualifiedName(.preRequest)
        log = LogConfiguration(&reader, purpose: purpose)

        let variables = reader.tokenVariables()
        let tenancy = reader.tenancy(variables)
        cursorKey = reader.cursorKey(tokenSecret: variables[ConfigurationVariable.jwtSecret.rawValue])
        guard reader.faults.isEmpty, let tenancy else { throw reader.invalidConfiguration }
        self.tenancy = tenancy
        warnings = reader.warnings
        readings = reader.readings
    }

    /// What the same source, read again, says now. What cannot change while a server runs stays as it is here.
    ///
    /// - Parameter source: what this configuration was read from.
    /// - Returns: the new configuration, and the variables whose change counts only after a restart.
    package func reread(
        _ source: ConfigurationSource, purpose: Purpose
    ) throws(InvalidConfiguration) -> (configuration: ServerConfiguration, waiting: [ConfigurationVariable]) {
        let changed = source.readAgain()
        let fixed = ConfigurationVariable.fixedWhileServing
        var configuration = try ServerConfiguration(
            changed.pinning(fixed, to: source), purpose: purpose, processorCount: eventLoops)
        // One that was made for this process serves until its end, or pages that clients hold would be cut off.
        if configuration.readings[.cursorSecret] == nil { configuration.cursorKey = cursorKey }
        let waiting = ConfigurationVariable.allCases.filter {
            fixed.contains($0) && changed.value($0) != source.value($0)
        }
        return (configuration, waiting)
    }

    /// What the configuration is for.
    package enum Purpose: Sendable {
        case serve, develop
        /// Looking at what would be served, on an operator's command line.
        case inspect

        fileprivate var introspection: IntrospectionAccess {
            switch self {
            case .serve: .authenticated
            case .develop, .inspect: .everyone
            }
        }

        /// `dev` says itself, in words for people, what it does.
        var logLevel: Logger.Level {
            switch self {
            case .serve, .inspect: .info
            case .develop: .notice
            }
        }
    }

    /// How the pool connects and queues.
    package var pool: PostgresPoolConfiguration {
        PostgresPoolConfiguration(
            connection: connection, size: poolSize, queueLimit: poolQueue,
            acquisitionTimeout: TimeAmount(poolTimeout))
    }

    /// How single connections are opened.
    package var connection: PostgresConnectionConfiguration {
        PostgresConnectionConfiguration(
            connectionString: databaseURL, route: pooling == .direct ? .direct : .transactionPooler,
            readiness: readiness)
    }

    /// How the pool of the replicas connects and queues; nil where there are none.
    package var replicaPool: PostgresPoolConfiguration? {
        replicaURL.map { url in
            var connection = connection
            connection.connectionString = url
            connection.choosesWritable = false
            return PostgresPoolConfiguration(
                connection: connection, size: replicaPoolSize, queueLimit: poolQueue,
                acquisitionTimeout: TimeAmount(poolTimeout))
        }
    }

    /// How requests are received.
    package var http: HTTPServerConfiguration {
        var http = HTTPServerConfiguration(host: host, port: port, maximumBodySize: maximumBody)
        http.crossOrigin = transport.crossOrigin
        http.maximumBatch = transport.maximumBatch
        http.clientAddress = transport.clientAddress
        http.paths = sight.adminPort == nil ? .everything : .graphQL
        http.slowOperation = sight.slowOperation.map(TimeAmount.init)
        http.tellsTimings = sight.tellsTimings
        return http
    }

    /// How operators' requests are received, where that is at another port.
    package var operators: HTTPServerConfiguration? {
        guard let port = sight.adminPort else { return nil }
        var operators = HTTPServerConfiguration(
            host: sight.adminHost, port: port, maximumBodySize: 1 << 10, maximumConnections: 64)
        operators.paths = .operators
        return operators
    }

    /// How operations are run.
    package var operations: OperationRunner.Settings {
        var settings = OperationRunner.Settings()
        settings.timeout = TimeAmount(requestTimeout)
        settings.parserLimits = ParserLimits(maximumTokens: maximumTokens)
        settings.preRequest = preRequest
        settings.anonymousIntrospection = introspection == .everyone
        return settings
    }
}

/// Everything wrong with a configuration, at least one fault.
package struct InvalidConfiguration: Error, Sendable, CustomStringConvertible {
    package let faults: [ConfigurationFault]
    /// What is no fault, and may yet explain one: a misspelt variable.
    package let warnings: [String]
    /// What is in force, as text, as far as it was read.
    let readings: [ConfigurationVariable: String]

    /// One fault a line.
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
