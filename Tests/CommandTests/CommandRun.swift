// SPDX-License-Identifier: Apache-2.0

import Foundation
import Subprocess
import SystemPackage

/// One run of the built program.
///
/// By Subprocess, which gives a child nothing but its three streams. Foundation's `Process` hands on every open socket of
/// this process, and a connection of another test then does not end when its server closes it.
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
        let inherited = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "LD_LIBRARY_PATH"].contains($0.key)
        }
        // Files rather than pipes: they end with the program, whoever else holds them.
        let inputFile = try directory.file("stdin", input)
        let outputFile = try directory.file("stdout", "")
        let errorFile = try directory.file("stderr", "")
        let run = try await Subprocess.run(
            .path(FilePath(Self.program)), arguments: Arguments(arguments),
            environment: Self.environment(inherited.merging(environment) { _, own in own }),
            workingDirectory: FilePath(directory.url.path),
            input: .fileDescriptor(.open(FilePath(inputFile.path), .readOnly), closeAfterSpawningProcess: true),
            output: .fileDescriptor(.open(FilePath(outputFile.path), .writeOnly), closeAfterSpawningProcess: true),
            error: .fileDescriptor(.open(FilePath(errorFile.path), .writeOnly), closeAfterSpawningProcess: true))
        status =
            switch run.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): -signal
            }
        output = try String(contentsOf: outputFile, encoding: .utf8)
        error = try String(contentsOf: errorFile, encoding: .utf8)
    }

    /// The program that was built beside these tests.
    static var program: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "palisade").path
    }

    static func environment(_ values: [String: String]) -> Environment {
        .custom(
            Dictionary(
                values.map { (Environment.Key(stringLiteral: $0.key), $0.value) }, uniquingKeysWith: { _, last in last }
            ))
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
