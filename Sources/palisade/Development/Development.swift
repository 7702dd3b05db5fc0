// SPDX-License-Identifier: Apache-2.0

import EmbeddedPostgres
import Server

/// What `palisade dev` has beyond a server: a database of its own, people to be, and a file that tells tools of both.
struct Development {
    let database: DevelopmentDatabase
    let file: DevelopmentFile
    let identities: [SignedIdentity]
    /// The secret that tokens are signed with; nil where they are signed elsewhere.
    let jwtSecret: String?
    let firstQuery: FirstQuery
    /// Whether there are pages at `/playground`.
    let hasPlayground: Bool

    /// What is printed once requests are answered. The tokens, which are long, come first: what to do next has to be what
    /// is left on the screen.
    func greeting(url: String) -> String {
        var text = ""
        if !identities.isEmpty {
            text += "\nTokens, valid for \(DurationText.text(DemoIdentity.tokenLifetime)), "
            text += "for the header \"Authorization: Bearer TOKEN\":\n"
            for signed in identities { text += "\n  \(signed.identity.name)\n  \(signed.token)\n" }
        }
        text += """

            Palisade is ready.

              GraphQL    \(url)/graphql\(hasPlayground ? "\n  Playground \(url)/playground" : "")
              For tools  \(file.path) (tokens, database URLs)
              Logs       here, more of them with PALISADE_LOG_LEVEL=info or debug\(databaseLog)

            """
        // Anybody is better than nobody; whoever may see most has the most to show.
        let first = identities.first { $0.identity.role == "admin" } ?? identities.first
        text += "\nA first query\(first.map { ", as \($0.identity.name)" } ?? ""), for another terminal:\n\n"
        text += firstQuery.command(url: url, token: first?.token) + "\n"
        return text + "\nCtrl-C stops everything; the data stay.\n\n"
    }

    private var databaseLog: String {
        database.cluster.map { "\n             PostgreSQL's in \($0.logFile)" } ?? ""
    }
}
