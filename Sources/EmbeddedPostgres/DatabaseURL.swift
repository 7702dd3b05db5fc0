// SPDX-License-Identifier: Apache-2.0

/// Connection URLs for a server on a local socket, in the form that libpq and other drivers' parsers share:
/// `postgresql://user:password@/database?host=%2Fdirectory&port=5432`.
enum DatabaseURL {
    /// There is no TCP: the number is only the last part of the socket's name.
    static let port = 5432

    /// The longest path that a socket can have, in bytes (`sun_path` less its terminating zero).
    static let longestSocketPath = 107

    /// Whether a server can put its socket into a directory, and clients can name it: libpq takes a comma as the end of
    /// one of several hosts.
    static func canHoldSocket(_ directory: String) -> Bool {
        directory.hasPrefix("/") && !directory.contains(",")
            && socketPath(in: directory).utf8.count <= longestSocketPath
    }

    static func socketPath(in directory: String) -> String {
        "\(directory)/.s.PGSQL.\(port)"
    }

    static func text(user: String, password: String, database: String, socketDirectory: String) -> String {
        "postgresql://\(encoded(user)):\(encoded(password))@/\(encoded(database))"
            + "?host=\(encoded(socketDirectory))&port=\(port)"
    }

    /// Percent-encoding of all but the characters that RFC 3986 calls unreserved.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
