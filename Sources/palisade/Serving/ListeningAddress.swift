// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOPosix
import Server

/// Where a server is going to listen.
enum ListeningAddress {
    /// Listens for a moment, so that a port that is taken is known before work is done that takes long.
    ///
    /// - Throws: `unavailable` where the address cannot be listened on.
    static func requireFree(_ configuration: ServerConfiguration) async throws {
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: configuration.host, port: configuration.port).get()
            try await channel.close()
        } catch let error as IOError {
            throw CommandError(cannotListenOn: configuration, error)
        }
    }
}

extension CommandError {
    /// An address that cannot be listened on.
    init(cannotListenOn configuration: ServerConfiguration, _ error: IOError) {
        let reason = String(cString: strerror(error.errnoCode))
        self.init(
            .unavailable,
            "\(configuration.host):\(configuration.port) cannot be listened on: \(reason). "
                + "Is another server running there? Choose another port with --port.")
    }
}
