// SPDX-License-Identifier: Apache-2.0

import Postgres
import SQL

/// The statements by which an operation is done once per key: `palisade.idempotency_keys` remembers what was answered.
///
/// Whose key it is, is the table's business: its defaults fill tenant and user, its policies hide everybody else's rows.
enum IdempotencyTable {
    static let name = QualifiedName(schema: "palisade", name: "idempotency_keys")

    /// Answers longer than this, in bytes, are not kept.
    static let longestAnswer = 256 << 10

    /// What a statement fails with where the key is taken; see `WriteRefusal`.
    private static let repeated = "palisade:repeated"

    /// Waits for another operation with the same key, if one is under way, and fails if that was committed.
    private static let reservation = SQLStatement(
        text: """
            with reserved as (
                insert into palisade.idempotency_keys (key_hash, request_hash)
                values ($1, $2)
                on conflict do nothing
                returning true
            )
            select (case when count(*) = 1 then count(*)::text else '\(repeated)' end)::integer
            from reserved
            """)

    private static let keeping = SQLStatement(
        text: "update palisade.idempotency_keys set answer = $2 where key_hash = $1")

    private static let lookUp = SQLStatement(
        text: "select request_hash, answer from palisade.idempotency_keys where key_hash = $1")

    /// Whether a database has what keys need: policies above all, without which a guessed key would open the answer to
    /// somebody else.
    static func isThere(in catalog: Catalog) -> Bool {
        guard let table = catalog.relation(name), table.hasRowSecurity else { return false }
        return ["key_hash", "request_hash", "answer"].allSatisfy { table.column($0) != nil }
    }

    static func reservation(
        of key: IdempotencyKey, for fingerprint: String
    ) throws(SQLArgumentError) -> BoundStatement {
        var arguments = SQLArguments()
        try arguments.append(key.hash)
        try arguments.append(fingerprint)
        return BoundStatement(statement: reservation, arguments: arguments)
    }

    static func keeping(_ answer: [UInt8], of key: IdempotencyKey) -> BoundStatement {
        var arguments = SQLArguments(reservingCount: 2, byteCount: answer.count + 80)
        do throws(SQLArgumentError) {
            try arguments.append(key.hash)
            // JSON escapes U+0000: neither text can hold one.
            if answer.count <= longestAnswer { try arguments.append(utf8: answer) } else { arguments.appendNull() }
        } catch {
            arguments.appendNull()
        }
        return BoundStatement(statement: keeping, arguments: arguments)
    }

    static func lookUp(_ key: IdempotencyKey) throws(SQLArgumentError) -> BoundStatement {
        var arguments = SQLArguments()
        try arguments.append(key.hash)
        return BoundStatement(statement: lookUp, arguments: arguments)
    }

    /// Whether a reservation failed because the key is taken.
    static func isRepetition(_ error: PostgresError) -> Bool {
        guard case .server(let server) = error, server.sqlState == "22P02" else { return false }
        return server.message.contains(repeated)
    }
}
