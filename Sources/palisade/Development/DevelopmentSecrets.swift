// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON

/// The secrets of a data directory whose database is on another server; those of the embedded one are its own affair.
struct DevelopmentSecrets {
    let authenticatorPassword: String
    let jwtSecret: String

    /// Reads the file, or makes it at the first time.
    static func load(directory: String) throws(CommandError) -> DevelopmentSecrets {
        let path = "\(directory)/secrets.json"
        if FileManager.default.fileExists(atPath: path) {
            let json = try InputFile.json(of: path)
            guard let password = json["authenticatorPassword"]?.stringValue, isStrong(password),
                let secret = json["jwtSecret"]?.stringValue, isStrong(secret)
            else {
                throw CommandError(
                    .dataError, "\(path) is not what palisade wrote. Remove it, and new secrets are made.")
            }
            return DevelopmentSecrets(authenticatorPassword: password, jwtSecret: secret)
        }
        let secrets = DevelopmentSecrets(authenticatorPassword: random(), jwtSecret: random())
        let json = JSON.object([
            JSONMember(name: "authenticatorPassword", value: .string(secrets.authenticatorPassword)),
            JSONMember(name: "jwtSecret", value: .string(secrets.jwtSecret)),
        ])
        try PrivateFile.write(json.indentedText + "\n", to: path)
        return secrets
    }

    /// 256 bits as hexadecimal digits: nothing that a URL or SQL would quote.
    private static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<64).map { _ in digits[Int(generator.next() & 15)] })
    }

    /// An edited secret must not get into SQL.
    private static func isStrong(_ secret: String) -> Bool {
        secret.utf8.count == 64 && secret.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}
