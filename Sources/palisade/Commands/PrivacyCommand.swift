// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `palisade privacy`
struct PrivacyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy",
        abstract: "Personal data: carry out requests, verify receipts and the audit log, replay erasures.",
        discussion: "Connects as the owner of the database's objects. What it does is in the audit log as well.",
        subcommands: [
            PrivacyRunCommand.self, PrivacyVerifyReceiptCommand.self, PrivacyVerifyAuditCommand.self,
            PrivacyLogCommand.self, PrivacyReplayCommand.self, PrivacyInitCommand.self,
        ])
}
