// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHPACK

/// The head of an answer, taken out of its bytes as they go out over HTTP/1.1.
///
/// Answers are written in one way only, so that no protocol lacks a field that the other has.
enum AnswerHead {
    private static let lineEnd = UInt8(ascii: "\r")

    /// Takes the head off the front of the bytes, which are the body's after that; nil where they do not begin with a head.
    static func take(from bytes: inout ByteBuffer) -> HPACKHeaders? {
        guard let line = takeLine(from: &bytes), let status = line.split(separator: " ").dropFirst().first else {
            return nil
        }
        var fields = HPACKHeaders()
        fields.reserveCapacity(16)
        fields.add(name: ":status", value: String(status))
        while let line = takeLine(from: &bytes) {
            guard !line.isEmpty else { return fields }
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let name = line[..<colon].lowercased()
            // The connection's end is no matter of an answer here.
            guard name != "connection" else { continue }
            let value = line[line.utf8.index(after: colon)...].drop { $0 == " " }
            fields.add(name: name, value: String(value), indexing: indexing(of: name))
        }
        return nil
    }

    /// What differs from answer to answer would push all else out of the table of known fields; or fill it without end, where
    /// the client has allowed it any size.
    private static func indexing(of name: String) -> HPACKIndexing {
        switch name {
        case "content-disposition", "content-length", "date", "palisade-consistency", "retry-after", "server-timing",
            "x-request-id":
            .nonIndexable
        default: .indexable
        }
    }

    private static func takeLine(from bytes: inout ByteBuffer) -> String? {
        guard let length = bytes.readableBytesView.firstIndex(of: lineEnd).map({ $0 - bytes.readerIndex }),
            let line = bytes.readString(length: length), bytes.readSlice(length: 2) != nil
        else { return nil }
        return line
    }
}
