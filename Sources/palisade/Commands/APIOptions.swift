// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Server

/// The SDL and the database of commands that hold one against the other.
struct APIOptions: ParsableArguments {
    @Option(
        name: .customLong("schema"), parsing: .singleValue,
        help: ArgumentHelp(
            "The SDL: a file or a folder. May be given several times. (PALISADE_SCHEMA)", valueName: "file-or-folder"))
    var schemaPaths: [String] = []

    @Option(
        help: ArgumentHelp("The database, as the login role of requests. (PALISADE_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    @Option(
        help: ArgumentHelp(
            "A function that is called first in each transaction. (PALISADE_PRE_REQUEST)", valueName: "schema.function")
    )
    var preRequest: String?

    @OptionGroup var file: ConfigurationFileOption

    var flags: [ConfigurationSource.Flag?] {
        [
            file.flag,
            ConfigurationSource.Flag(
                .schema, "--schema", schemaPaths.isEmpty ? nil : schemaPaths.joined(separator: ",")),
            ConfigurationSource.Flag(.databaseURL, "--database-url", databaseURL),
            ConfigurationSource.Flag(.preRequest, "--pre-request", preRequest),
        ]
    }
}
