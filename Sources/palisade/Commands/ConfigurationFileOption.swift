// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Server

/// The file with the configuration.
struct ConfigurationFileOption: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "A file of VARIABLE=value lines; flags and the environment go before it. (PALISADE_CONFIG)",
            valueName: "file"))
    var path: String?

    var flag: ConfigurationSource.Flag? { ConfigurationSource.Flag(.configurationFile, "--config", path) }
}
