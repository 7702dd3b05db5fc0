// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One run of the built program.
struct CommandRun {
    let status: Int32
    let output: String
    let error: String

    /// Runs the program that was built beside these tests.
    ///
    /// - Parameter environment: beside PATH and HOME; nothing else of this process's own.
    init(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], in directory: Workspace
    ) async throws {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "palisade")
        process.arguments = arguments
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key)
        }
        process.environment = inherited.merging(environment) { _, own in own }
        process.currentDirectoryURL = directory.url
        // Files rather than pipes: a pipe that nobody reads yet would block the program.
        let inputFile = try directory.file("stdin", input)
        let outputFile = try directory.file("stdout", "")
        let errorFile = try directory.file("stderr", "")
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        status = process.terminationStatus
        output = try String(contentsOf: outputFile, encoding: .utf8)
        error = try String(contentsOf: errorFile, encoding: .utf8)
    }
}

/// A folder of a test's own, which is gone when the test is.
final class Workspace: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "palisade-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file, and the folders above it.
    @discardableResult
    func file(_ path: String, _ text: String) throws -> URL {
        try file(path, bytes: Array(text.utf8))
    }

    @discardableResult
    func file(_ path: String, bytes: [UInt8]) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) async throws -> CommandRun {
        try await CommandRun(arguments, input: input, environment: environment, in: self)
    }
}
