// SPDX-License-Identifier: Apache-2.0

package import Logging
package import Postgres

/// Brings a database to the state that a directory of ordered SQL files describes.
///
/// Each file is one transaction together with its record, so that it is applied wholly and once, or not at all. A run
/// holds one advisory lock from its beginning to its end; a second one waits, and then finds nothing to do. Files only
/// go forward: what is applied is never changed, left out, or preceded by something new.
package struct Migrator: Sendable {
    private let directory: MigrationDirectory
    private let logger: Logger
    private let lockTimeout: Duration

    /// - Parameters:
    ///   - directory: where the files are.
    ///   - lockTimeout: how long to wait for another run to end.
    package init(directory: String, logger: Logger, lockTimeout: Duration = .seconds(60)) {
        self.directory = MigrationDirectory(path: directory)
        self.logger = logger
        self.lockTimeout = lockTimeout
    }

    /// Applies what is pending, in order. Everything is read and checked before the first file runs.
    ///
    /// The connection must be the owner's, and nobody else's meanwhile.
    ///
    /// - Returns: the migrations that were applied; none if there was nothing to do.
    package func up(_ connection: PostgresConnection) async throws(MigrationError) -> [MigrationFile] {
        let files = try directory.files()
        let scripts = try files.map { file throws(MigrationError) in try script(of: file) }
        let table = MigrationTable(connection: connection)
        try await lock(table)
        let outcome: Result<[MigrationFile], MigrationError>
        do throws(MigrationError) {
            outcome = .success(try await apply(files, scripts, table))
        } catch {
            outcome = .failure(error)
        }
        do {
            try await table.unlock()
        } catch {
            // The lock went with the connection; the outcome is what counts.
            logger.debug("The migration lock could not be released", metadata: ["error": "\(error.debugDescription)"])
        }
        return try outcome.get()
    }

    /// Files and records side by side, in the order of their numbers. Changes nothing, and waits for nobody.
    package func status(_ connection: PostgresConnection) async throws(MigrationError) -> [MigrationStatus] {
        let files = try directory.files()
        do {
            return MigrationStatus.compare(
                files: files, records: try await MigrationTable(connection: connection).records())
        } catch {
            throw .postgres(error)
        }
    }

    /// Writes the next file, with a template in it. Numbers go in steps of ten, so that there is room in between
    /// until the files are merged.
    ///
    /// - Parameter name: words; whatever is no letter or digit becomes an underscore.
    /// - Returns: the name of the file.
    package func create(_ name: String) throws(MigrationError) -> String {
        let words = name.lowercased().unicodeScalars.split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }
        let stem = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "_")
        let number = String(((try directory.files().last?.version ?? 0) / 10 + 1) * 10)
        let fileName = String(repeating: "0", count: max(0, 4 - number.count)) + number + "_\(stem).sql"
        guard MigrationFile.parse(fileName) != nil else { throw .unreadableName(file: fileName) }
        try directory.write(MigrationTemplate.text, as: fileName)
        return fileName
    }

    /// Takes a file apart, to find what would go wrong only half-way.
    private func script(of file: MigrationFile) throws(MigrationError) -> SQLScript {
        let script: SQLScript
        do {
            script = try SQLScript(file.text)
        } catch {
            let location = SourceLocation(offset: error.offset, in: file.text)
            throw .unterminated(file: file.fileName, location: location, what: error.what)
        }
        if script.statements.isEmpty { throw .empty(file: file.fileName) }
        for statement in script.statements {
            guard let control = statement.transactionControl else { continue }
            let location = SourceLocation(offset: statement.offset, in: file.text)
            throw .transactionControl(file: file.fileName, location: location, statement: control)
        }
        return script
    }

    private func lock(_ table: MigrationTable) async throws(MigrationError) {
        let end = ContinuousClock.now + lockTimeout
        var isWaiting = false
        while let holder = try await lockHolder(table) {
            guard ContinuousClock.now < end else { throw .locked(holder: holder) }
            if !isWaiting {
                isWaiting = true
                logger.notice("Waiting for another migration run to end", metadata: ["holder": "\(holder)"])
            }
            do {
                try await Task.sleep(for: .milliseconds(200))
            } catch {
                throw .postgres(.cancelled)
            }
        }
    }

    /// Tries to take the lock.
    ///
    /// - Returns: who has it; nil if it is ours now.
    private func lockHolder(_ table: MigrationTable) async throws(MigrationError) -> String? {
        do {
            if try await table.tryLock() { return nil }
            return try await table.lockHolder() ?? "it ended just now"
        } catch {
            throw .postgres(error)
        }
    }

    private func apply(
        _ files: [MigrationFile], _ scripts: [SQLScript], _ table: MigrationTable
    ) async throws(MigrationError) -> [MigrationFile] {
        let records: [MigrationRecord]
        do {
            try await table.create()
            records = try await table.records()
        } catch {
            throw .postgres(error)
        }
        try check(files, records)
        let applied = Set(records.map(\.version))
        let run = MigrationRun(connection: table.connection)
        var done: [MigrationFile] = []
        for (file, script) in zip(files, scripts) where !applied.contains(file.version) {
            logger.info("Applying migration", metadata: ["file": "\(file.fileName)"])
            if file.runsInTransaction {
                try await run.applyInTransaction(file)
            } else {
                try await run.applyOutsideTransaction(file, script)
            }
            done.append(file)
        }
        return done
    }

    /// Refuses to go on over what is not as it should be.
    private func check(_ files: [MigrationFile], _ records: [MigrationRecord]) throws(MigrationError) {
        let names = Dictionary(files.map { ($0.version, $0.fileName) }, uniquingKeysWith: { first, _ in first })
        for status in MigrationStatus.compare(files: files, records: records) {
            let file = names[status.version] ?? status.name
            switch status.state {
            case .applied, .pending:
                continue
            case .edited:
                throw .edited(file: file)
            case .missing:
                throw .missing(version: status.version, name: status.name)
            case .started:
                throw .interrupted(file: file)
            case .outOfOrder:
                let newest = records.last.map { names[$0.version] ?? $0.name } ?? ""
                throw .outOfOrder(file: file, applied: newest)
            }
        }
    }
}
