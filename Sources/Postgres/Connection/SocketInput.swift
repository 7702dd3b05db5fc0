// SPDX-License-Identifier: Apache-2.0

internal import CLibPQ
internal import Glibc

/// What has arrived, and libpq has not read yet.
enum SocketInput {
    /// How many bytes wait in the socket of `connection`. What its TLS library holds, decrypted already, is not among them.
    static func waitingByteCount(on connection: OpaquePointer) -> Int {
        var count: Int32 = 0
        let socket = PQsocket(connection)
        guard socket >= 0, ioctl(socket, UInt(FIONREAD), &count) == 0 else {
            return 0
        }
        return Int(count)
    }
}
