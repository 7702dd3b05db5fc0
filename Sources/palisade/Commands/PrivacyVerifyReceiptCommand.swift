// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JSON
import Jobs

/// `palisade privacy verify-receipt`
struct PrivacyVerifyReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-receipt",
        abstract: "Check receipts offline: that nothing in them was changed, and that they follow from each other.",
        discussion: """
            The file holds one receipt, or an array of receipts in the order of their numbers, as the API or \
            'privacy run' answered them. Exit codes: 0 all are intact, 1 one is not.
            """)

    @Argument(help: "JSON: {content, previousHash, hash}, or {receipt, receiptPreviousHash, receiptHash}.")
    var file: String

    func run() throws {
        let json = try InputFile.json(of: file)
        let items: [JSON] = if case .array(let items) = json { items } else { [json] }
        let receipts = items.compactMap(Receipt.init(json:))
        guard receipts.count == items.count, !receipts.isEmpty else {
            throw CommandError(.dataError, "\(file) holds something else than receipts.")
        }
        let faults = Receipt.faults(in: receipts)
        for (position, fault) in faults {
            let text =
                switch fault {
                case .changed: "is not what was hashed: it was changed"
                case .unchained: "does not follow from the receipt before it"
                }
            StandardStream.output.writeLine("Receipt \(position + 1) \(text).")
        }
        if !faults.isEmpty { throw ExitStatus.faultsFound.exitCode }
        StandardStream.output.writeLine(
            receipts.count == 1 ? "The receipt is intact." : "All \(receipts.count) receipts are intact and chained.")
    }
}
