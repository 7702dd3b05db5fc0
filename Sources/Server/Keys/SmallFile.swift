// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOPosix
import Tenancy

/// Reads files that an operator may change while the server runs, off the event loops.
enum SmallFile {
    private static let largest = 16 << 20

    static func read(_ path: String) async throws(KeySourceFault) -> [UInt8] {
        let content: Data
        do {
            content = try await NIOThreadPool.singleton.runIfActive {
                let file = try FileHandle(forReadingFrom: URL(filePath: path))
                defer { try? file.close() }
                // One byte more than may be there tells a file that is too large, without reading all of it.
                return try file.read(upToCount: largest + 1) ?? Data()
            }
        } catch {
            throw KeySourceFault(problem: "cannot be read")
        }
        guard content.count <= largest else { throw KeySourceFault(problem: "has more than \(largest) bytes") }
        return Array(content)
    }
}
