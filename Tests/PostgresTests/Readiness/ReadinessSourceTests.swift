// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Postgres

/// What both ways promise of any socket, tried on pairs of sockets.
struct ReadinessSourceTests {
    static let ways: [ReadinessWay] = [.kernelAIO, .epoll]

    @Test(arguments: ways)
    func `bytes are reported, those that were there before too, and again after they were read`(
        way: ReadinessWay
    ) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let source = try await way.source(on: loop).get()
        let pair = try SocketPair()
        pair.send("a")
        let observer = Observer { pair.receive() }
        let watch = try await observer.watch(pair.ours, .readable, source, loop)
        try await eventually { observer.received == "a" }
        for (index, text) in ["b", "c", "d"].enumerated() {
            pair.send(text)
            try await eventually { observer.received.count == index + 2 }
        }
        #expect(observer.received == "abcd")
        #expect(!observer.reports.contains { $0.contains(.hungUp) || $0.contains(.writable) })
        await stop(watch, loop)
        pair.close()
    }

    @Test(arguments: ways)
    func `room to write is reported while that is wanted, and reading goes on`(way: ReadinessWay) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let source = try await way.source(on: loop).get()
        let pair = try SocketPair()
        let observer = Observer { pair.receive() }
        let watch = try await observer.watch(pair.ours, .readable, source, loop)
        pair.fill()
        #expect(await update(watch, [.readable, .writable], loop))
        pair.send("x")
        try await eventually { observer.received == "x" }
        #expect(!observer.reports.contains { $0.contains(.writable) })
        pair.drainPeer()
        try await eventually { observer.reports.contains { $0.contains(.writable) } }
        #expect(await update(watch, .readable, loop))
        pair.send("y")
        try await eventually { observer.received == "xy" }
        await stop(watch, loop)
        pair.close()
    }

    @Test(arguments: ways)
    func `a peer that hangs up is reported, after its last bytes`(way: ReadinessWay) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let source = try await way.source(on: loop).get()
        let pair = try SocketPair()
        let observer = Observer { pair.receive() }
        let watch = try await observer.watch(pair.ours, .readable, source, loop)
        pair.send("last")
        pair.closePeer()
        try await eventually { observer.reports.last?.contains(.hungUp) == true }
        #expect(observer.received == "last")
        let reports = observer.reports.count
        // A poll begun anew would report the same for ever.
        try await Task.sleep(nanoseconds: 50_000_000)
        #expect(observer.reports.count <= reports + 1)
        await stop(watch, loop)
        pair.closeOurs()
    }

    @Test(arguments: ways)
    func `a socket that is closed while it is watched for bytes is closed to its peer`(way: ReadinessWay) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let source = try await way.source(on: loop).get()
        let pair = try SocketPair()
        let observer = Observer {}
        let watch = try await observer.watch(pair.ours, [.readable, .writable], source, loop)
        await stop(watch, loop)
        pair.closeOurs()
        try await eventually { pair.peerIsAtEnd() }
        #expect(!observer.reports.contains { $0.contains(.readable) })
        pair.closePeer()
    }

    @Test(arguments: ways)
    func `what is under way for a socket does not reach the next of the same number`(way: ReadinessWay) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let source = try await way.source(on: loop).get()
        for _ in 0..<200 {
            let (old, new) = (Observer {}, Observer {})
            let (watch, sockets) = try await loop.submit { () throws -> (any SocketWatch, [Int32]) in
                let pair = try SocketPair()
                let first = try source.watch(pair.ours, interest: .readable, observer: old).get()
                // The event loop is busy with this, so that the report waits for its turn.
                pair.send("x")
                first.stop()
                let next = try SocketPair(replacing: pair)
                let second = try source.watch(next.ours, interest: .readable, observer: new).get()
                return (second, [next.ours, next.peer])
            }.get()
            try await loop.submit {}.get()
            try await loop.submit {}.get()
            #expect(old.reports.isEmpty)
            #expect(new.reports.isEmpty)
            try await loop.submit { watch.stop() }.get()
            for socket in sockets { Glibc.close(socket) }
        }
    }

    @Test(arguments: ways)
    func `no wake-up is lost among many sockets`(way: ReadinessWay) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        var watches: [(any SocketWatch, any EventLoop)] = []
        let players = try (0..<100).map { _ in try Player(rounds: 200) }
        for player in players {
            let loop = group.next()
            let source = try await way.source(on: loop).get()
            watches.append((try await player.left.watch(player.pair.ours, .readable, source, loop), loop))
            let other = group.next()
            let otherSource = try await way.source(on: other).get()
            watches.append((try await player.right.watch(player.pair.peer, .readable, otherSource, other), other))
        }
        for player in players { player.begin() }
        try await eventually { players.allSatisfy(\.isOver) }
        for (watch, loop) in watches { await stop(watch, loop) }
        for player in players { player.pair.close() }
        try await group.shutdownGracefully()
    }

    @Test(arguments: ways)
    func `an event loop may end under a watch, and others go on`(way: ReadinessWay) async throws {
        for _ in 0..<3 {
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let loop = group.any()
            let source = try await way.source(on: loop).get()
            let pair = try SocketPair()
            let observer = Observer {}
            let watch = try await observer.watch(pair.ours, .readable, source, loop)
            try await group.shutdownGracefully()
            pair.send("x")
            pair.close()
            withExtendedLifetime(watch) {}
        }
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let source = try await way.source(on: loop).get()
        let pair = try SocketPair()
        let observer = Observer { pair.receive() }
        let watch = try await observer.watch(pair.ours, .readable, source, loop)
        pair.send("x")
        try await eventually { observer.received == "x" }
        await stop(watch, loop)
        pair.close()
    }

    @Test func `where the kernel refuses AIO it is epoll, unless AIO was asked for`() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.any()
        // A filter holds for the thread that sets it, which is this event loop's, and nobody else's.
        try await loop.submit { try SystemCallFilter.refuse(SystemCallFilter.ioSetup, with: EPERM) }.get()
        guard case .failure(let error) = await ReadinessWay.kernelAIO.source(on: loop) else {
            Issue.record("AIO was to be refused")
            return
        }
        #expect(error == SystemError(code: EPERM))
        #expect(await ReadinessWay.automatic.reasonForEpoll(on: loop) == "Operation not permitted")
        let source = try await ReadinessWay.automatic.source(on: loop).get()
        #expect(source is EpollSource)
        let pair = try SocketPair()
        let observer = Observer { pair.receive() }
        let watch = try await observer.watch(pair.ours, .readable, source, loop)
        pair.send("x")
        try await eventually { observer.received == "x" }
        await stop(watch, loop)
        pair.close()
        try await group.shutdownGracefully()
    }

    @Test func `a pool whose event loop gets no AIO works, and says so once`() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        try await group.any().submit { try SystemCallFilter.refuse(SystemCallFilter.ioSetup, with: EPERM) }.get()
        let log = NotedLog()
        try await TestDatabase.with(try #require(TestServer.installations.first)) { database in
            for _ in 0..<2 {
                let pool = PostgresPool(
                    configuration: PostgresPoolConfiguration(
                        connection: database.configuration, size: 2, acquisitionTimeout: .minutes(1)),
                    eventLoopGroup: group, logger: Logger(label: "test") { _ in log })
                async let running: Void = pool.run()
                let rows = try await pool.execute(database.segment("select count(*) from app.notes"))
                #expect(rows[0].text(row: 0, column: 0) == "10")
                pool.shutdown()
                await running
            }
        }
        #expect(log.lines.count == 1)
        #expect(log.lines.first?.hasPrefix("kernel AIO is refused here") == true)
        #expect(log.lines.first?.hasSuffix("Operation not permitted") == true)
        try await group.shutdownGracefully()
    }

    private func stop(_ watch: any SocketWatch, _ loop: any EventLoop) async {
        try? await loop.submit { watch.stop() }.get()
    }

    private func update(_ watch: any SocketWatch, _ interest: Readiness, _ loop: any EventLoop) async -> Bool {
        (try? await loop.submit { watch.update(interest: interest) }.get()) ?? false
    }
}

/// Notes what is reported, after it has done its part.
private final class Observer: ReadinessObserver {
    private let state = Mutex<(reports: [Readiness], received: String)>(([], ""))
    private let read: @Sendable () -> String

    init(_ read: @escaping @Sendable () -> String) {
        self.read = read
    }

    convenience init(_ body: @escaping @Sendable () -> Void) {
        self.init {
            body()
            return ""
        }
    }

    var reports: [Readiness] { state.withLock { $0.reports } }
    var received: String { state.withLock { $0.received } }

    func socketIsReady(_ readiness: Readiness) {
        let text = read()
        state.withLock {
            $0.reports.append(readiness)
            $0.received += text
        }
    }

    func watch(
        _ socket: Int32, _ interest: Readiness, _ source: any ReadinessSource, _ loop: any EventLoop
    ) async throws -> any SocketWatch {
        try await loop.submit { try source.watch(socket, interest: interest, observer: self).get() }.get()
    }
}

/// Keeps what is logged, with its reason.
private final class NotedLog: LogHandler {
    private let noted = Mutex<[String]>([])
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .info }
        set {}
    }

    var lines: [String] { noted.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        noted.withLock { $0.append("\(event.message) \(event.metadata?["reason"] ?? "")") }
    }
}

/// Two that hit one byte back and forth, so that a wake-up that is lost ends the game.
private final class Player: Sendable {
    let pair: SocketPair
    let left: Observer
    let right: Observer
    private let hits: Counter

    private final class Counter: Sendable {
        let count = Atomic(0)
    }

    init(rounds: Int) throws {
        let pair = try SocketPair()
        let hits = Counter()
        self.pair = pair
        self.hits = hits
        func returning(_ from: Int32) -> Observer {
            Observer {
                let text = SocketPair.receive(from)
                for _ in text where hits.count.wrappingAdd(1, ordering: .relaxed).newValue < rounds {
                    SocketPair.send(text, from)
                }
                return text
            }
        }
        left = returning(pair.ours)
        right = returning(pair.peer)
        self.rounds = rounds
    }

    private let rounds: Int

    var isOver: Bool { hits.count.load(ordering: .relaxed) >= rounds }

    func begin() { pair.send("o") }
}
