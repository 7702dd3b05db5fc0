// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON

/// Reads what a command line names: a file, or `-` for the standard input.
enum InputFile {
    /// The name that stands for the standard input.
    static let standardInput = "-"

    /// What messages call a file.
    static func name(of path: String) -> String {
        path == standardInput ? "standard input" : path
    }

    /// The bytes of a file.
    ///
    /// - Throws: `noInput`, saying why.
    static func bytes(of path: String) throws(CommandError) -> [UInt8] {
        do {
            if path == standardInput { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandError(.noInput, "\(name(of: path)) cannot be read: \(reason(path, error)).")
        }
    }

    /// The text of a file.
    ///
    /// - Throws: `noInput`, or `dataError` if the bytes are not UTF-8.
    static func text(of path: String) throws(CommandError) -> String {
        guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
            throw CommandError(.dataError, "\(name(of: path)) is not UTF-8 text. Save it as UTF-8.")
        }
        return text
    }

    /// The JSON value in a file.
    ///
    /// - Throws: `noInput`, or `dataError` if it is not one JSON value.
    static func json(of path: String) throws(CommandError) -> JSON {
        let bytes = try bytes(of: path)
        do throws(JSONError) {
            return try JSON.parse(bytes, limits: JSONLimits(maximumDepth: JSONLimits.deepestPossible))
        } catch {
            throw CommandError(.dataError, "\(name(of: path)) is not valid JSON: \(error).")
        }
    }

    /// Refuses a command line that reads the standard input more than once.
    static func requireOneStandardInput(_ paths: [String?]) throws(CommandError) {
        guard paths.count(where: { $0 == standardInput }) > 1 else { return }
        throw CommandError(.usage, "Only one of the inputs can be '-': the standard input can be read once.")
    }

    private static func reason(_ path: String, _ error: any Error) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            return "there is no such file"
        }
        if isDirectory.boolValue { return "it is a folder" }
        if !FileManager.default.isReadableFile(atPath: path) { return "permission denied" }
        return error.localizedDescription
    }
}
