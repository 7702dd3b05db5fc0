// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// Applies single files on a connection that holds the lock.
struct MigrationRun {
    let connection: PostgresConnection

    /// The SQLSTATE that our own check raises when the transaction is no longer the one that began.
    private static let transactionEnded = "PM001"

    /// Keeps the transaction's number in a setting that ends with the transaction.
    private static let opening =
        "select pg_catalog.set_config('palisade.migration_transaction', pg_catalog.pg_current_xact_id()::text, true);\n"

    private static let verification = """
        do $verify$
        begin
            if pg_catalog.current_setting('palisade.migration_transaction', true)
                is distinct from pg_catalog.pg_current_xact_id()::text
            then
                raise exception 'the transaction was ended' using errcode = '\(transactionEnded)';
            end if;
        end
        $verify$
        """

    /// Takes back whatever role and settings a file has left.
    private static let reset = "reset role; reset session authorization; reset all"

    /// Sends the file and its record as one script, which PostgreSQL makes one transaction.
    func applyInTransaction(_ file: MigrationFile) async throws(MigrationError) {
        let closing = [Self.verification, Self.reset, MigrationTable.insertion(of: file, isApplied: true)]
        // The line feed ends a comment on the last line.
        let script = Self.opening + file.text + "\n;\n" + closing.joined(separator: ";\n")
        do {
            _ = try await connection.simpleQuery(script)
        } catch {
            guard case .server(let serverError) = error else { throw .postgres(error) }
            if serverError.sqlState == Self.transactionEnded { throw .transactionEnded(file: file.fileName) }
            throw failure(file, serverError, offset: -Self.opening.unicodeScalars.count, rolledBack: true)
        }
    }

    /// Sends the statements one by one, between two records of their own.
    func applyOutsideTransaction(_ file: MigrationFile, _ script: SQLScript) async throws(MigrationError) {
        do {
            _ = try await connection.simpleQuery(MigrationTable.insertion(of: file, isApplied: false))
        } catch {
            throw .postgres(error)
        }
        for statement in script.statements {
            do {
                _ = try await connection.simpleQuery(statement.text)
            } catch {
                guard case .server(let serverError) = error else { throw .postgres(error) }
                await resetSession()
                throw failure(file, serverError, offset: statement.offset, rolledBack: false, statement: statement)
            }
        }
        do {
            _ = try await connection.simpleQuery(Self.reset)
            _ = try await connection.simpleQuery(MigrationTable.completion(of: file))
        } catch {
            throw .postgres(error)
        }
    }

    /// A failure here is no worse than the one that is reported already.
    private func resetSession() async {
        _ = try? await connection.simpleQuery(Self.reset)
    }

    /// PostgreSQL counts from the beginning of what was sent; `offset` is where the file stands in that, or the
    /// statement in the file.
    private func failure(
        _ file: MigrationFile, _ error: ServerError, offset: Int, rolledBack: Bool,
        statement: SQLScript.Statement? = nil
    ) -> MigrationError {
        let place = error.position.map { $0 - 1 + offset } ?? statement?.offset
        let end = file.text.unicodeScalars.count
        let location = place.flatMap { (0...end).contains($0) ? SourceLocation(offset: $0, in: file.text) : nil }
        return .failed(file: file.fileName, location: location, error: error, rolledBack: rolledBack)
    }
}
