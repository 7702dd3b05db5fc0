// SPDX-License-Identifier: Apache-2.0

internal import EmbeddedPostgres
internal import Foundation
internal import Logging

/// A PostgreSQL server that tests may make databases and roles on.
package struct TestServer: Sendable {
    /// A superuser's `postgresql://` URL.
    package let url: String

    /// The server that `PALISADE_TEST_DATABASE_URL` names by a superuser's URL; else an embedded one that all tests of
    /// the process share, and that ends with the process.
    package static var shared: TestServer {
        get async throws {
            if let url = ProcessInfo.processInfo.environment["PALISADE_TEST_DATABASE_URL"] {
                return TestServer(url: url)
            }
            return try await SharedCluster.instance.server
        }
    }

    /// This server's URL with another database in it.
    func url(database: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let query = rest.firstIndex(of: "?") ?? rest.endIndex
        let path = rest[..<query].firstIndex(of: "/") ?? query
        return String(url[..<path]) + "/" + database + String(url[query...])
    }
}

/// Starts the embedded server once, however many tests ask at the same time.
private actor SharedCluster {
    static let instance = SharedCluster()

    private var starting: Task<EmbeddedCluster, any Error>?

    var server: TestServer {
        get async throws {
            // Tests run beside one another, each with connections of its own.
            let task =
                starting
                ?? Task {
                    try await EmbeddedCluster.temporary(
                        EmbeddedClusterOptions(directory: "", settings: ["max_connections": "300"]),
                        logger: Logger(label: "test"))
                }
            starting = task
            return TestServer(url: try await task.value.databaseURL(for: .owner, database: "postgres"))
        }
    }
}
