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
            content = try await NIOThreadPool.singleton.runIfActive { try Data(contentsOf: URL(filePath: path)) }
        } catch {
            throw KeySourceFault(problem: "cannot be read")
        }
        guard content.count <= largest else { throw KeySourceFault(problem: "has more than \(largest) bytes") }
        return Array(content)
    }
}
