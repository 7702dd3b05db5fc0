// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The `--schema` option of the commands that need no configuration.
struct SchemaFiles: ParsableArguments {
    @Option(
        name: .customLong("schema"), parsing: .singleValue,
        help: ArgumentHelp(
            "The SDL: a file or a folder. May be given several times.", valueName: "file-or-folder"))
    var paths: [String]
}
