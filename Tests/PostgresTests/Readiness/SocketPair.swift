// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import Postgres

/// Two connected sockets, neither of which blocks.
struct SocketPair: Sendable {
    let ours: Int32
    let peer: Int32

    init() throws {
        var sockets: [Int32] = [0, 0]
        let result = socketpair(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0,
            &sockets)
        guard result == 0 else { throw SystemError(code: errno) }
        (ours, peer) = (sockets[0], sockets[1])
    }

    /// A pair of which our side has the number of that of another, which is closed.
    init(replacing other: SocketPair) throws {
        let pair = try SocketPair()
        // Closes the one and names the other in one step: nobody else can be given the number in between.
        guard dup2(pair.ours, other.ours) == other.ours else { throw SystemError(code: errno) }
        Glibc.close(pair.ours)
        other.closePeer()
        (ours, peer) = (other.ours, pair.peer)
    }

    /// From the peer to us.
    func send(_ text: String) { Self.send(text, peer) }

    /// All that there is for us.
    func receive() -> String { Self.receive(ours) }

    static func send(_ text: String, _ socket: Int32) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    static func receive(_ socket: Int32) -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(socket, &buffer, buffer.count), count > 0 {
            received += buffer[..<count]
        }
        return String(decoding: received, as: UTF8.self)
    }

    /// Writes to the peer until no more fits.
    func fill() {
        let bytes = [UInt8](repeating: 0, count: 65_536)
        while Glibc.send(ours, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 {}
    }

    func drainPeer() { _ = Self.receive(peer) }

    func peerIsAtEnd() -> Bool {
        var byte: UInt8 = 0
        return read(peer, &byte, 1) == 0
    }

    func closeOurs() { Glibc.close(ours) }
    func closePeer() { Glibc.close(peer) }

    func close() {
        closeOurs()
        closePeer()
    }
}
