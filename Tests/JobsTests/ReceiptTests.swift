// SPDX-License-Identifier: Apache-2.0

import JSON
import Jobs
import Testing

@Suite struct ReceiptTests {
    // sha256 of "one", and of that hash followed by "two", by another program.
    private let first = Receipt(
        content: "one", previousHash: "", hash: "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed")
    private let second = Receipt(
        content: "two", previousHash: "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
        hash: "1376944b930209ed42fb3fff1a84769f926fd492209ad0163021e076667bda7d")

    @Test func `a receipt is intact as long as no byte of it changes`() {
        #expect(first.isIntact)
        #expect(second.isIntact)
        #expect(!Receipt(content: "ONE", previousHash: "", hash: first.hash).isIntact)
        #expect(!Receipt(content: "one", previousHash: "0", hash: first.hash).isIntact)
    }

    @Test func `receipts follow from each other`() {
        #expect(Receipt.faults(in: [first, second]).isEmpty)
        #expect(Receipt.faults(in: [second, first]).map(\.fault) == [.unchained])
        #expect(Receipt.faults(in: [first, first]).map(\.position) == [1])
        let changed = Receipt(content: "two!", previousHash: second.previousHash, hash: second.hash)
        #expect(Receipt.faults(in: [first, changed]).map(\.fault) == [.changed])
    }

    @Test func `a receipt is read as the API and as the export write it`() throws {
        let export = try JSON.parse(#"{"content": "one", "previousHash": "", "hash": "h", "number": 1}"#)
        let api = try JSON.parse(#"{"receipt": "one", "receiptPreviousHash": "", "receiptHash": "h"}"#)
        #expect(Receipt(json: export) == Receipt(content: "one", previousHash: "", hash: "h"))
        #expect(Receipt(json: api) == Receipt(content: "one", previousHash: "", hash: "h"))
        #expect(Receipt(json: try JSON.parse(#"{"content": "one", "hash": "h"}"#)) == nil)
    }
}
