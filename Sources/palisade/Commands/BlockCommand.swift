// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Server

/// `palisade block`
struct BlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block",
        abstract: "Stop serving a tenant, a user, an operation or a token.",
        discussion: """
            Writes a rule into the file that servers read again within a second (PALISADE_BLOCK_FILE). An operation is \
            blocked by its name or by the SHA-256 of its document, which the log of slow operations has.
            """)

    /// What is blocked.
    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case tenant, subject, operation, token
    }

    @Argument(help: "tenant, subject (a user), operation, or token (a token's jti).")
    var kind: Kind

    @Argument(help: "Which one.")
    var name: String

    @Option(help: "The file of rules. (PALISADE_BLOCK_FILE)")
    var file: String?

    @OptionGroup var configurationFile: ConfigurationFileOption

    @Flag(help: "Serve it again.")
    var remove = false

    func run() async throws {
        let source = ConfigurationSource(flags: [
            configurationFile.flag, ConfigurationSource.Flag(.blockFile, "--file", file),
        ])
        try source.requireSoundFile()
        guard let path = source.value(.blockFile) else {
            throw CommandError(.configuration, "Name the file of rules by --file or PALISADE_BLOCK_FILE.")
        }
        guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            throw ValidationError("A name has no spaces.")
        }
        let text = FileManager.default.fileExists(atPath: path) ? try Self.read(path) : ""
        let rule = Self.normal("\(kind.rawValue) \(name)")
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last == "" { lines.removeLast() }
        lines.removeAll { Self.normal($0) == rule }
        if !remove { lines.append(rule) }
        do {
            // In one step, so that no server reads half of it.
            try lines.map { $0 + "\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw CommandError(.noInput, "\(path) cannot be written.")
        }
    }

    /// A rule in the one way in which it is written.
    private static func normal(_ line: String) -> String {
        var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        // What a token is called by its issuer has no second way of writing.
        if words.count == 2, words[0] != Kind.token.rawValue { words[1] = BlockRules.canonical(words[1]) }
        return words.joined(separator: " ")
    }

    private static func read(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandError(.noInput, "\(path) cannot be read.")
        }
        do throws(BlockRules.Fault) {
            _ = try BlockRules(text)
        } catch {
            throw CommandError(
                .dataError, "\(path):\(error.line) is not a rule. Mend it first: servers do not take it over.")
        }
        return text
    }
}
