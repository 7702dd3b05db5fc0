// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Postgres

/// The demo data of an application: SQL files that are run once, when the database is first used.
struct DemoData {
    let folder: String
    let record: DemoRecord

    /// Runs the files, in the order of their names, unless this database has had them.
    ///
    /// - Parameter connection: as the owner, who passes by row-level security.
    func loadOnce(
        _ connection: PostgresConnection, progress: DevelopmentProgress, logger: Logger
    ) async throws {
        let database = try await DemoRecord.identity(connection)
        guard !record.lines.contains(Substring(database)) else { return }
        let files = try Self.files(in: folder)
        if !files.isEmpty { progress.say("Loading demo data") }
        for file in files {
            logger.info("Loading demo data", metadata: ["file": "\(file)"])
            try await Self.run(file, connection)
        }
        try record.add(database)
    }

    /// The SQL files of a folder, in the order of their names.
    static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
            .map { "\(folder)/\($0)" }
    }

    static func run(_ file: String, _ connection: PostgresConnection) async throws {
        let script = try InputFile.text(of: file)
        do {
            _ = try await connection.simpleQuery(script)
        } catch {
            throw CommandError(.faultsFound, "\(file) failed: \(error.debugDescription)")
        }
    }
}
