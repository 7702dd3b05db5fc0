// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON

/// `dev.json` in the data directory: where a running `palisade dev` is, and how to get in, for tools.
struct DevelopmentFile {
    let path: String

    init(directory: String) {
        path = "\(directory)/dev.json"
    }

    func write(
        url: String, database: DevelopmentDatabase, jwtSecret: String?, identities: [SignedIdentity]
    ) throws(CommandError) {
        let json = JSON.object([
            JSONMember(name: "url", value: .string(url)),
            JSONMember(name: "databaseUrl", value: .string(database.loginURL)),
            JSONMember(name: "ownerDatabaseUrl", value: .string(database.ownerURL)),
            JSONMember(name: "jwtSecret", value: jwtSecret.map { .string($0) } ?? .null),
            JSONMember(name: "identities", value: .array(identities.map(\.json))),
        ])
        try PrivateFile.write(json.indentedText + "\n", to: path)
    }

    /// Takes the file away, since what it names is no longer there.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
