// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import EmbeddedPostgres

/// One after the other: each starts a server.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct EmbeddedClusterTests {
    @Test func `data and passwords survive a restart`() async throws {
        try await withTestDirectory { directory in
            let first = try await withCluster(options(directory)) { cluster async throws in
                try await cluster.runSQL("create table kept (value text); insert into kept values ('still here');")
                #expect(LocalFile.status("\(directory)/credentials")?.mode == 0o600)
                return (cluster.credentials, cluster.databaseURL(for: .owner))
            }
            #expect(LeftoverServer.processes(inData: "\(directory)/postgres/data").isEmpty)
            try await withCluster(options(directory)) { cluster async throws in
                #expect(try await cluster.runSQL("select value from kept;") == "still here")
                #expect(cluster.credentials == first.0)
                #expect(cluster.databaseURL(for: .owner) == first.1)
            }
        }
    }

    @Test func `the server is what the design asks for`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let settings = try await cluster.runSQL(
                """
                select name || '=' || setting from pg_settings
                where name in ('listen_addresses', 'password_encryption', 'log_statement', 'log_error_verbosity',
                    'log_parameter_max_length', 'log_parameter_max_length_on_error', 'server_encoding',
                    'data_checksums', 'TimeZone', 'fsync')
                order by name collate "C";
                """)
            #expect(
                settings == """
                    TimeZone=UTC
                    data_checksums=on
                    fsync=off
                    listen_addresses=
                    log_error_verbosity=terse
                    log_parameter_max_length=0
                    log_parameter_max_length_on_error=0
                    log_statement=none
                    password_encryption=scram-sha-256
                    server_encoding=UTF8
                    """)
            #expect(
                try await cluster.runSQL("select type, database, user_name, auth_method from pg_hba_file_rules;")
                    == "local|{all}|{all}|scram-sha-256")
            #expect(
                try await cluster.runSQL(
                    "select datlocprovider, datlocale from pg_database where datname = current_database();")
                    == "b|C.UTF-8")
            #expect(
                try await cluster.runSQL(
                    "create extension vector; select '[1,2,3]'::vector <-> '[1,2,5]'::vector;") == "2")
        }
    }

    @Test func `a durable cluster forces to disk`() async throws {
        try await withTestDirectory { directory in
            try await withCluster(EmbeddedClusterOptions(directory: directory)) { cluster async throws in
                #expect(
                    try await cluster.runSQL("show fsync; show synchronous_commit; show full_page_writes;")
                        == "on\non\non")
                // Nor does it send its log to anybody: there is no rule that would let one in.
                let replication = try await cluster.psql(
                    ["replication=true dbname=postgres", "-c", "identify_system"],
                    environment: [
                        "PGHOST": cluster.socketDirectory, "PGUSER": "postgres",
                        "PGPASSWORD": cluster.credentials.ownerPassword,
                    ])
                #expect(replication.failure?.contains("no pg_hba.conf entry for replication connection") == true)
            }
        }
    }

    @Test func `extra settings apply, but not to what keeps the server closed`() async throws {
        try await withTestDirectory { directory in
            var options = options(directory)
            options.settings = ["work_mem": "7MB", "listen_addresses": "*", "log_statement": "all"]
            try await withCluster(options) { cluster async throws in
                #expect(
                    try await cluster.runSQL("show work_mem; show listen_addresses; show log_statement;")
                        == "7MB\n\nnone")
            }
        }
    }

    @Test func `every login needs its password`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let place = ["PGHOST": cluster.socketDirectory, "PGDATABASE": "palisade", "PGUSER": "postgres"]
            let without = try await cluster.psql(["-c", "select 1"], environment: place)
            #expect(without.failure?.contains("no password supplied") == true)
            let wrong = try await cluster.psql(
                ["-c", "select 1"], environment: place.merging(["PGPASSWORD": "wrong"]) { $1 })
            #expect(wrong.failure?.contains("password authentication failed") == true)
            // A role named as the operating system's user: what peer authentication would let in.
            let name = cluster.account.name
            try await cluster.runSQL("create role \"\(name)\" login superuser;")
            let peer = try await cluster.psql(["-c", "select 1"], environment: place.merging(["PGUSER": name]) { $1 })
            #expect(peer.failure?.contains("no password supplied") == true)
        }
    }

    @Test func `the server has no TCP socket, and its own is in a private directory`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let processID = try #require(await cluster.processID)
            let sockets = Set(
                LocalFile.names(in: "/proc/\(processID)/fd")
                    .compactMap { LocalFile.destination(ofLink: "/proc/\(processID)/fd/\($0)") }
                    .filter { $0.hasPrefix("socket:[") }
                    .map { $0.dropFirst(8).dropLast() })
            #expect(!sockets.isEmpty)
            for table in ["tcp", "tcp6", "udp", "udp6"] {
                let content = LocalFile.read("/proc/net/\(table)", limit: 10_000_000) ?? []
                for line in String(decoding: content, as: UTF8.self).split(separator: "\n").dropFirst() {
                    let columns = line.split(separator: " ")
                    #expect(columns.count > 9 && !sockets.contains(columns[9]), "\(table): \(line)")
                }
            }
            #expect(
                LocalFile.status(cluster.socketDirectory)
                    == .init(owner: cluster.account.userID, mode: 0o700, isDirectory: true))
        }
    }

    @Test func `a second start in the same directory is refused, and the first goes on`() async throws {
        try await withTestDirectory { directory in
            try await withCluster(options(directory)) { cluster async throws in
                await #expect(
                    throws: EmbeddedPostgresError.alreadyRunning(directory: directory, processID: getpid())
                ) {
                    try await EmbeddedCluster.start(options(directory), logger: logger)
                }
                #expect(try await cluster.runSQL("select 1;") == "1")
            }
        }
    }

    @Test(arguments: [
        "with space", "quo\"te's, comma", "ünïcode-日本", String(repeating: "long-", count: 40),
        "a/" + String(repeating: "deep/", count: 30),
    ])
    func `a directory may have any name, and its URLs work`(name: String) async throws {
        try await withTestDirectory { directory in
            let place = "\(directory)/\(name)"
            let socketDirectory = try await withCluster(options(place)) { cluster async throws in
                #expect(DatabaseURL.canHoldSocket(cluster.socketDirectory))
                let result = try await cluster.psql([
                    cluster.databaseURL(for: .owner), "-c", "select current_database()",
                ])
                #expect(result.failure == nil)
                #expect(result.output == "palisade\n")
                return cluster.socketDirectory
            }
            if !socketDirectory.hasPrefix(directory) {
                #expect(!LocalFile.exists(socketDirectory))
            }
        }
    }

    @Test func `a server that is killed is noticed, and recovers at the next start`() async throws {
        try await withTestDirectory { directory in
            try await withCluster(options(directory)) { cluster async throws in
                try await cluster.runSQL("create table kept as select 42 as value;")
                let url = cluster.databaseURL(for: .owner)
                let processID = try #require(await cluster.processID)
                async let exit = cluster.unexpectedExit()
                #expect(kill(processID, SIGKILL) == 0)
                #expect(await exit == .signalled(SIGKILL))
                #expect(await cluster.processID == nil)
                await #expect(throws: EmbeddedPostgresError.notRunning) { try await cluster.runSQL("select 1;") }

                try await cluster.restart()
                #expect(await cluster.processID != processID)
                #expect(try await cluster.runSQL("select value from kept;") == "42")
                #expect(cluster.databaseURL(for: .owner) == url)
            }
        }
    }

    @Test func `a server that was killed is started anew by the next owner`()
        async throws
    {
        try await withTestDirectory { directory in
            let cluster = try await EmbeddedCluster.start(options(directory), logger: logger)
            try await cluster.runSQL("create table kept as select 43 as value;")
            kill(try #require(await cluster.processID), SIGKILL)
            await cluster.stop()
            // The dead server's files are still there.
            #expect(LocalFile.exists("\(directory)/postgres/data/postmaster.pid"))
            try await withCluster(options(directory)) { cluster async throws in
                #expect(try await cluster.runSQL("select value from kept;") == "43")
            }
        }
    }

    @Test func `a file that names a living process that is no server does not prevent a start`() async throws {
        try await withTestDirectory { directory in
            let data = "\(directory)/postgres/data"
            let account = try await withCluster(options(directory)) { $0.account }
            // As after a reboot: the number belongs to another process of the same user now.
            let script = """
                printf '%s\\n' "$$" "$1" 1790000000 5432 '' '' '' 'ready   ' >"$1/postmaster.pid"; exec sleep 600
                """
            let bystander = Task { try await ServerProgram.run("/bin/sh", ["-c", script, "sh", data], as: account) }
            try await waitUntil { PostmasterFile.read(inData: data)?.isReady == true }
            let number = try #require(PostmasterFile.read(inData: data)?.processID)
            try await withCluster(options(directory)) { cluster async throws in
                #expect(try await cluster.runSQL("select 1;") == "1")
            }
            // It was left alone.
            #expect(kill(number, SIGKILL) == 0)
            #expect(try await bystander.value.status == .signalled(SIGKILL))
        }
    }

    @Test func `a cluster that is stopped stays stopped`() async throws {
        try await withTestDirectory { directory in
            let cluster = try await EmbeddedCluster.start(options(directory), logger: logger)
            async let exit = cluster.unexpectedExit()
            async let first: Void = cluster.stop()
            async let second: Void = cluster.stop()
            _ = await (first, second)
            #expect(await exit == nil)
            #expect(await cluster.processID == nil)
            await #expect(throws: EmbeddedPostgresError.notRunning) { try await cluster.restart() }
            await #expect(throws: EmbeddedPostgresError.notRunning) { try await cluster.runSQL("select 1;") }
        }
    }

    @Test func `a server that cannot start says why`() async throws {
        try await withTestDirectory { directory in
            var options = options(directory)
            options.settings = ["shared_buffers": "nonsense"]
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await EmbeddedCluster.start(options, logger: logger)
            }
            #expect(error?.description.contains("exit code 1") == true)
            #expect(error?.description.contains("shared_buffers") == true)
            // Nothing is left that would be in the way.
            options.settings = [:]
            try await withCluster(options) { cluster async throws in
                #expect(try await cluster.runSQL("select 1;") == "1")
            }
        }
    }

    @Test func `an interrupted initialization is begun anew`() async throws {
        try await withTestDirectory { directory in
            let account = try await ServerAccount.current()
            try EmbeddedCredentials.generate(serverHome: nil).save(to: "\(directory)/credentials")
            try ClusterLayout.createPrivateDirectory("\(directory)/postgres", owner: account)
            let left = try await ServerProgram.run(
                "/bin/sh",
                [
                    "-c", "mkdir \"$1/data.new\" && echo 18 >\"$1/data.new/PG_VERSION\"", "sh",
                    "\(directory)/postgres",
                ], as: account)
            #expect(left.failure == nil)
            try await withCluster(options(directory)) { cluster async throws in
                #expect(try await cluster.runSQL("select 1;") == "1")
            }
            #expect(!LocalFile.exists("\(directory)/postgres/data.new"))
            #expect(!LocalFile.exists("\(directory)/postgres/data.new.password"))
        }
    }

    @Test func `data without its passwords, or of another version, is refused`() async throws {
        try await withTestDirectory { directory in
            let account = try await withCluster(options(directory)) { $0.account }
            rename("\(directory)/credentials", "\(directory)/hidden")
            await #expect(throws: EmbeddedPostgresError.credentialsMissing(path: "\(directory)/credentials")) {
                try await EmbeddedCluster.start(options(directory), logger: logger)
            }
            rename("\(directory)/hidden", "\(directory)/credentials")
            let data = "\(directory)/postgres/data"
            _ = try await ServerProgram.run("/bin/sh", ["-c", "echo 15 >\"$1/PG_VERSION\"", "sh", data], as: account)
            await #expect(
                throws: EmbeddedPostgresError.incompatibleData(directory: data, found: "15", programs: "18")
            ) {
                try await EmbeddedCluster.start(options(directory), logger: logger)
            }
        }
    }

    @Test func `the authenticator gets the password of its URL, once it exists`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await cluster.setAuthenticatorPassword()
            }
            #expect(error?.description.contains("role \"palisade_authenticator\" does not exist") == true)
            #expect(error?.description.contains(cluster.credentials.authenticatorPassword) == false)
            try await cluster.runSQL("create role palisade_authenticator login noinherit;")
            try await cluster.setAuthenticatorPassword()
            let result = try await cluster.psql([cluster.databaseURL(for: .authenticator), "-c", "select current_user"])
            #expect(result.output == "palisade_authenticator\n")
            let log = try await ServerProgram.run("/bin/cat", [cluster.logFile], as: cluster.account).output
            #expect(log.contains("database system is ready to accept connections"))
            #expect(!log.contains(cluster.credentials.authenticatorPassword))
            #expect(!log.contains(cluster.credentials.ownerPassword))
        }
    }

    @Test func `an error of a row is logged without the row`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            try await cluster.runSQL(
                """
                create table people (name text unique, age integer check (age > 0) not null);
                insert into people values ('a name in the log', 1);
                create function broken(text) returns integer language plpgsql as $$ begin return 1 / 0; end $$;
                """)
            // Values that are bound, as those of requests are: the statement is logged without them.
            for failing in [
                "insert into people values ($1, -1)", "insert into people values ($1, null)",
                "insert into people values ($1, 1)", "select broken($1)",
            ] {
                await #expect(throws: EmbeddedPostgresError.self) {
                    try await cluster.runSQL("\(failing) \\bind 'a name in the log' \\g")
                }
            }
            let log = try await ServerProgram.run("/bin/cat", [cluster.logFile], as: cluster.account).output
            for error in ["people_age_check", "violates not-null constraint", "people_name_key", "division by zero"] {
                #expect(log.contains(error))
            }
            #expect(!log.contains("a name in the log"))
        }
    }

    @Test func `databases are created from a template, listed and dropped`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            #expect(try await cluster.databaseNames() == ["palisade", "postgres"])
            try await cluster.runSQL("create table seed as select 7 as value;")
            try await cluster.createDatabase("odd \"name'; --", template: "palisade")
            #expect(try await cluster.databaseNames() == ["odd \"name'; --", "palisade", "postgres"])
            #expect(try await cluster.runSQL("select value from seed;", database: "odd \"name'; --") == "7")
            await #expect(throws: EmbeddedPostgresError.self) { try await cluster.createDatabase("palisade") }
            try await cluster.dropDatabase("odd \"name'; --")
            try await cluster.dropDatabase("odd \"name'; --")
            #expect(try await cluster.databaseNames() == ["palisade", "postgres"])
        }
    }

    @Test func `a script stops at its first error and says which`() async throws {
        try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            let error = await #expect(throws: EmbeddedPostgresError.self) {
                try await cluster.runSQL("select 1/0; create table never ();")
            }
            #expect(error?.description.contains("division by zero") == true)
            #expect(try await cluster.runSQL("select to_regclass('never') is null;") == "t")
        }
    }

    @Test func `a temporary cluster leaves nothing`() async throws {
        let directory = try await EmbeddedCluster.withTemporary(logger: logger) { cluster async throws in
            #expect(LocalFile.exists(cluster.directory))
            return cluster.directory
        }
        #expect(!LocalFile.exists(directory))
    }
}
