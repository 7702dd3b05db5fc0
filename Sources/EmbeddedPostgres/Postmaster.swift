// SPDX-License-Identifier: Apache-2.0

import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// One server process from its start to its end.
///
/// It is this process's child and leads a session of its own. It ends when the life line is closed: by `stop`, or by the
/// kernel when this process ends, however it ends.
final class Postmaster: Sendable {
    let processID: Int32
    private let data: String
    private let lifeLine: LifeLine
    /// Ends when the server has ended. Never cancelled: the server would be killed instead of stopped.
    private let running: Task<PostgresExit, Never>
    private let observers: ExitObservers

    private init(
        processID: Int32, data: String, lifeLine: LifeLine, running: Task<PostgresExit, Never>, observers: ExitObservers
    ) {
        self.processID = processID
        self.data = data
        self.lifeLine = lifeLine
        self.running = running
        self.observers = observers
    }

    /// How the server ended; `nil` while it runs.
    var exit: PostgresExit? { observers.exit }

    /// Waits for the server's end; `nil` if the task is cancelled first.
    func waitForExit() async -> PostgresExit? {
        for await exit in observers.subscribe() {
            return exit
        }
        return nil
    }

    /// Starts the process; it does not accept connections yet.
    ///
    /// - Parameter arguments: what `StartScript.server` takes.
    static func spawn(
        data: String, arguments: [String], as account: ServerAccount
    ) async throws(EmbeddedPostgresError) -> Postmaster {
        var ends: [CInt] = [-1, -1]
        // Closed on exec from the start, which pipe() cannot do: no other child may hold the life line open.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .commandFailed(program: "/bin/sh", reason: LocalFile.reason(errno))
        }
        let readEnd = FileDescriptor(rawValue: ends[0])
        let lifeLine = LifeLine(descriptor: ends[1])
        let observers = ExitObservers()
        let (spawned, report) = AsyncStream.makeStream(of: Int32.self)
        let command = ServerProgram.command(
            "/bin/sh", ["-c", StartScript.server, "palisade-postgres"] + arguments, as: account)
        let running = Task {
            let exit: PostgresExit
            do {
                let result = try await Subprocess.run(
                    .path(FilePath(command.program)),
                    arguments: Arguments(command.arguments),
                    environment: ServerProgram.environment(),
                    workingDirectory: "/",
                    platformOptions: ServerProgram.platformOptions,
                    input: .fileDescriptor(readEnd, closeAfterSpawningProcess: true),
                    output: .discarded,
                    error: .discarded
                ) { execution in
                    report.yield(Int32(execution.processIdentifier.value))
                }
                exit = PostgresExit(result.terminationStatus)
            } catch {
                exit = .unknown
            }
            report.finish()
            // What watches the life line ends too, if the server has ended by itself.
            lifeLine.close()
            observers.report(exit)
            return exit
        }
        for await processID in spawned {
            return Postmaster(
                processID: processID, data: data, lifeLine: lifeLine, running: running, observers: observers)
        }
        // Cancelled, or not even the shell could be run.
        lifeLine.close()
        _ = await running.value
        throw Task.isCancelled ? .cancelled : .commandFailed(program: "/bin/sh", reason: "it could not be started")
    }

    /// Stops the server and waits until it has ended. Also finishes when the calling task is cancelled: an owner that
    /// returned earlier would give up the lock of a directory in use.
    @discardableResult
    func stop() async -> PostgresExit {
        // The life line's watcher does the same; this is for a server whose watcher somebody has killed.
        let escalation = Task { [processID, data] in
            for (signal, patience) in [(SIGINT, Duration.seconds(40)), (SIGQUIT, .seconds(15)), (SIGKILL, .zero)] {
                if LeftoverServer.serves(processID, inData: data) {
                    kill(processID, signal)
                }
                try await Task.sleep(for: patience)
            }
        }
        lifeLine.close()
        let exit = await running.value
        escalation.cancel()
        _ = await escalation.result
        return exit
    }
}

/// The end of the connection that keeps a server running while it is open.
private final class LifeLine: Sendable {
    private let descriptor: Mutex<CInt?>

    init(descriptor: CInt) {
        self.descriptor = Mutex(descriptor)
    }

    /// A second call does nothing.
    func close() {
        descriptor.withLock { descriptor in
            if let open = descriptor {
                // Closing alone would leave the connection to a child that is being started at this moment.
                shutdown(open, Int32(SHUT_RDWR))
                Glibc.close(open)
            }
            descriptor = nil
        }
    }

    deinit {
        close()
    }
}

/// Tells everybody who waits for it how a server ended, also those who ask later.
private final class ExitObservers: Sendable {
    private struct State {
        var exit: PostgresExit?
        var waiting: [Int: AsyncStream<PostgresExit>.Continuation] = [:]
        var nextNumber = 0
    }

    private let state = Mutex(State())

    var exit: PostgresExit? { state.withLock { $0.exit } }

    func subscribe() -> AsyncStream<PostgresExit> {
        let (stream, continuation) = AsyncStream.makeStream(of: PostgresExit.self)
        let number: Int? = state.withLock { state in
            guard state.exit == nil else {
                return nil
            }
            state.nextNumber += 1
            state.waiting[state.nextNumber] = continuation
            return state.nextNumber
        }
        if let number {
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { _ = $0.waiting.removeValue(forKey: number) }
            }
        } else if let exit {
            continuation.yield(exit)
            continuation.finish()
        }
        return stream
    }

    func report(_ exit: PostgresExit) {
        let waiting = state.withLock { state in
            state.exit = exit
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in waiting {
            continuation.yield(exit)
            continuation.finish()
        }
    }
}
