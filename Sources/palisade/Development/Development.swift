// SPDX-License-Identifier: Apache-2.0

import Server

/// What `palisade dev` has beyond a server: a database of its own, people to be, and a file that tells tools of both.
struct Development {
    let database: DevelopmentDatabase
    let file: DevelopmentFile
    let identities: [SignedIdentity]
    /// The secret that tokens are signed with; nil where they are signed elsewhere.
    let jwtSecret: String?

    /// What is printed once requests are answered.
    func greeting(url: String) -> String {
        var text = """

            Palisade is ready.

              GraphQL    \(url)/graphql
              For tools  \(file.path) (tokens, database URLs)

            """
        if !identities.isEmpty {
            text += "\nTokens, valid for \(DurationText.text(DemoIdentity.tokenLifetime)), "
            text += "for the header \"Authorization: Bearer TOKEN\":\n"
            for signed in identities { text += "\n  \(signed.identity.name)\n  \(signed.token)\n" }
        }
        return text + "\nCtrl-C stops everything; the data stay.\n\n"
    }
}
