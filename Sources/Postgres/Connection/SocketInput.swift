// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import Glibc

/// Whether libpq has to be called again for what has arrived already.
enum SocketInput {
    /// Whether bytes wait in the socket of `connection`. What its TLS library holds, decrypted already, is not seen here.
    static func isWaiting(on connection: OpaquePointer) -> Bool {
        var count: Int32 = 0
        let socket = PQsocket(connection)
        guard socket >= 0, ioctl(socket, UInt(FIONREAD), &count) == 0 else {
            return false
        }
        return count > 0
    }
}
