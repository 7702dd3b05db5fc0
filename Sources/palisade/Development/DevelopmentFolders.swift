// SPDX-License-Identifier: Apache-2.0

import Foundation
import Server

/// Where `palisade dev` finds an application: in the current directory, unless it is told otherwise.
struct DevelopmentFolders {
    let schema: [String]
    let migrations: String
    /// nil where there is none, or none is wanted.
    let demo: String?

    static let standardSchema = "schema"
    private static let standardPlayground = "playground"
    private static let standardDemo = "demo"

    /// - Throws: `noInput`, saying which flag to give.
    init(_ source: ConfigurationSource, demo: String?, takesDemo: Bool) throws(CommandError) {
        schema = source.paths(.schema, default: Self.standardSchema)
        for path in schema where !Self.exists(path) {
            throw Self.missing("SDL", at: path, flag: "--schema")
        }
        migrations = MigrationFolder.path(source)
        guard Self.exists(migrations) else { throw Self.missing("migrations", at: migrations, flag: "--migrations") }
        if let demo {
            guard Self.exists(demo) else { throw Self.missing("demo data", at: demo, flag: "--demo") }
            self.demo = demo
        } else {
            self.demo = takesDemo && Self.exists(Self.standardDemo) ? Self.standardDemo : nil
        }
    }

    /// The folder of demo data of any size.
    ///
    /// - Throws: `noInput` where the demo data have none.
    func scaled() throws(CommandError) -> String {
        let path = "\(demo ?? Self.standardDemo)/scale"
        guard Self.exists(path) else { throw Self.missing("demo data for --scale", at: path, flag: "--demo") }
        return path
    }

    /// The folder of the playground, where it is in its usual place.
    static var playground: String? { exists(standardPlayground) ? standardPlayground : nil }

    /// Makes a directory that only its owner may enter, if it is not there.
    ///
    /// - Returns: its path.
    static func create(_ path: String) throws(CommandError) -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return path
        } catch {
            throw CommandError(
                .noInput, "\(path) cannot be created: \(error.localizedDescription). Choose another with --data-dir.")
        }
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func missing(_ what: String, at path: String, flag: String) -> CommandError {
        let here = FileManager.default.currentDirectoryPath
        return CommandError(
            .noInput,
            "The \(what) should be at '\(path)', which does not exist (in \(here)). Run this where your application is, "
                + "or name the place with \(flag).")
    }
}
