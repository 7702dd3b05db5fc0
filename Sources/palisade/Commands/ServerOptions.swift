// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Server

/// Where a server listens.
struct ServerOptions: ParsableArguments {
    @Option(help: "The address to listen on. (PALISADE_HOST, default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on; 0 lets the system choose. (PALISADE_PORT, default: 8080)")
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The folder of the pages at /playground. (PALISADE_PLAYGROUND; dev: playground, where it exists)",
            valueName: "folder"))
    var playground: String?

    @Option(
        name: .customLong("tls-certificate-file"),
        help: ArgumentHelp(
            "The certificate for TLS and those that vouch for it, in PEM. (PALISADE_TLS_CERTIFICATE_FILE, default: no TLS)",
            valueName: "file"))
    var certificateFile: String?

    @Option(
        name: .customLong("tls-key-file"),
        help: ArgumentHelp("The certificate's private key, in PEM. (PALISADE_TLS_KEY_FILE)", valueName: "file"))
    var keyFile: String?

    var flags: [ConfigurationSource.Flag?] {
        [
            ConfigurationSource.Flag(.host, "--host", host),
            ConfigurationSource.Flag(.port, "--port", port.map(String.init)),
            ConfigurationSource.Flag(.playground, "--playground", playground),
            ConfigurationSource.Flag(.tlsCertificateFile, "--tls-certificate-file", certificateFile),
            ConfigurationSource.Flag(.tlsKeyFile, "--tls-key-file", keyFile),
        ]
    }
}
