// SPDX-License-Identifier: Apache-2.0

import Foundation
import LogTesting
import Testing

@testable import Server

/// A file of rules that is not there, cannot be read or has a fault never lets anybody in.
struct BlockListTests {
    private let log = RecordedLog()
    private let file = FileManager.default.temporaryDirectory.appending(path: "palisade-blocks-\(UUID())")

    private var blocks: BlockList { BlockList(path: file.path, logger: log.logger) }

    private func write(_ text: String) throws {
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    @Test func `without a name there are no rules, and no file is missed`() async throws {
        let blocks = BlockList(path: nil, logger: log.logger)
        try await blocks.start()
        await blocks.look()
        #expect(blocks.rules == BlockRules())
        #expect(blocks.isCurrent == nil)
        #expect(log.lines.isEmpty)
    }

    @Test func `a file that never was is written later`() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let blocks = blocks
        try await blocks.start()
        await blocks.look()
        #expect(blocks.rules == BlockRules())
        #expect(blocks.isCurrent == true)
        #expect(log.lines.count == 1, "that there is none is said once")
        try write("tenant a\n")
        await blocks.look()
        #expect(blocks.rules.tenants == ["a"])
    }

    @Test func `a file that cannot be taken over is an error at the start`() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        try write("# fine\nnonsense\n")
        await #expect(throws: BlockList.Fault.line(2)) { try await blocks.start() }
        try Data([0x74, 0xff, 0x0a]).write(to: file)
        await #expect(throws: BlockList.Fault.unreadable("is not UTF-8")) { try await blocks.start() }
        try Data(count: (16 << 20) + 1).write(to: file)
        await #expect(throws: BlockList.Fault.unreadable("has more than 16777216 bytes")) { try await blocks.start() }
        try FileManager.default.removeItem(at: file)
        // As root may read everything: a folder, and a link to nowhere.
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "/nowhere/blocks")
        await #expect(throws: BlockList.Fault.unreadable("cannot be read")) { try await blocks.start() }
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        await #expect(throws: BlockList.Fault.unreadable("cannot be read")) { try await blocks.start() }
    }

    @Test func `what happens to the file later leaves the rules that were, and is told once`() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        try write("tenant a\n")
        let blocks = blocks
        try await blocks.start()
        let losses: [(String, () throws -> Void)] = [
            ("line 1 is no rule", { try write("nonsense\n") }),
            ("is gone", { try FileManager.default.removeItem(at: file) }),
            (
                "cannot be read",
                { try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false) }
            ),
        ]
        for (reason, lose) in losses {
            try lose()
            for _ in 0..<3 { await blocks.look() }
            #expect(blocks.rules.tenants == ["a"])
            #expect(blocks.isCurrent == false)
            #expect(log.lines.count { $0.hasPrefix("the block file is not taken over") && $0.contains(reason) } == 1)
        }
        try FileManager.default.removeItem(at: file)
        try write("tenant a\n")
        await blocks.look()
        #expect(blocks.isCurrent == true)
        try write("")
        await blocks.look()
        #expect(blocks.rules == BlockRules())
        #expect(blocks.isCurrent == true)
    }
}
