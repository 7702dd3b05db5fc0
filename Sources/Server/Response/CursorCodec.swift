// SPDX-License-Identifier: Apache-2.0

package import Crypto
import Foundation
package import Planning

/// Makes and reads cursors: the keys of a row, sealed to the field, order and filter that they belong to.
///
/// A cursor only says where to continue. Which rows follow is decided by row-level security, so that another tenant's
/// cursor shows nothing of that tenant; the seal is there so that a cursor is never used where it has no meaning.
package struct CursorCodec: CursorReading {
    private static let version: UInt8 = 1
    /// Bytes of the HMAC-SHA256 that a cursor keeps.
    private static let sealLength = 16

    /// Bytes of text; the keys of a row are as long as its columns.
    private static let longestCursor = 1 << 18

    private let key: SymmetricKey

    package init(key: SymmetricKey) {
        self.key = key
    }

    /// The cursor's text: URL-safe base64 without padding.
    package func cursor(keys: [[UInt8]?], order: CursorOrder) -> [UInt8] {
        var payload: [UInt8] = [Self.version]
        for key in keys {
            guard let key else {
                payload.append(0)
                continue
            }
            payload.append(1)
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: key.count).bigEndian) { payload.append(contentsOf: $0) }
            payload.append(contentsOf: key)
        }
        return Array(base64URL(seal(payload, order: order) + payload).utf8)
    }

    package func keys(of cursor: String, order: CursorOrder) -> [String?]? {
        guard cursor.utf8.count <= Self.longestCursor, let bytes = decodeBase64URL(cursor),
            bytes.count > Self.sealLength
        else { return nil }
        let payload = Array(bytes[Self.sealLength...])
        // Compared in constant time, so that a seal cannot be found byte by byte.
        let difference = zip(bytes, seal(payload, order: order)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0, payload[0] == Self.version else { return nil }
        return decode(payload.dropFirst(), count: order.keyCount)
    }

    private func seal(_ payload: [UInt8], order: CursorOrder) -> [UInt8] {
        var hmac = HMAC<SHA256>(key: key)
        hmac.update(data: Array(order.fingerprint.utf8))
        hmac.update(data: [0])
        hmac.update(data: payload)
        return Array(hmac.finalize().prefix(Self.sealLength))
    }

    private func decode(_ payload: ArraySlice<UInt8>, count: Int) -> [String?]? {
        var keys: [String?] = []
        var rest = payload
        while let flag = rest.popFirst() {
            guard flag == 1 else {
                keys.append(nil)
                continue
            }
            guard rest.count >= 4 else { return nil }
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= length, let key = String(validating: rest.prefix(length), as: UTF8.self) else {
                return nil
            }
            keys.append(key)
            rest = rest.dropFirst(length)
        }
        return keys.count == count ? keys : nil
    }

    private func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private func decodeBase64URL(_ text: String) -> [UInt8]? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        return Data(base64Encoded: standard + padding).map(Array.init)
    }
}
