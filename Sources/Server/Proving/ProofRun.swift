// SPDX-License-Identifier: Apache-2.0

import JSON
import Tenancy

/// Runs a proof's operations and keeps what they show.
struct ProofRun {
    let runner: OperationRunner
    let context: TenantContext
    /// What only A's rows hold.
    let ownTexts: Set<String>
    /// What only B's rows hold.
    let foreignTexts: Set<String>

    private(set) var leaks: [IsolationProof.Leak] = []
    private(set) var refusals: [String: Int] = [:]
    private(set) var foundOwn: Set<String> = []
    private(set) var tried: [String: Int] = [:]

    init(runner: OperationRunner, context: TenantContext, ownTexts: Set<String>, foreignTexts: Set<String>) {
        self.runner = runner
        self.context = context
        self.ownTexts = ownTexts
        self.foreignTexts = foreignTexts
    }

    /// A cursor of B's in each field that has pages.
    func cursors(of fields: [String], as foreign: TenantContext) async -> [String: String] {
        var cursors: [String: String] = [:]
        for field in fields {
            let answer = await self.answer("{ \(field)(first: 1) { edges { cursor } } }", as: foreign)
            let edge = answer["data"]?[field]?["edges"]?.arrayValue?.first
            cursors[field] = edge?["cursor"]?.stringValue
        }
        return cursors
    }

    mutating func tryReading(_ operation: ProofOperation) async {
        tried[operation.type, default: 0] += 1
        let answer = await answer(operation.query, as: context)
        note(answer)
        // What the operation itself names is no news to who wrote it.
        let found = answer.texts.filter { foreignTexts.contains($0) && !operation.query.contains($0) }
        if let text = found.min() {
            leak(operation, "showed \(found.count) texts of B's, such as \"\(text.prefix(60))\"")
        }
        foundOwn.formUnion(answer.texts.filter(ownTexts.contains))
        if case .nothingAtAll = operation.expectation, let data = answer["data"], data.holdsRows {
            leak(operation, "found a row, or counted one, that only B has")
        }
    }

    mutating func tryWriting(_ operation: ProofOperation) async {
        tried[operation.type, default: 0] += 1
        guard case .nothingChanged(let decoy) = operation.expectation else { return }
        let attempt = await answer(operation.query, as: context)
        note(attempt)
        if let decoy {
            let other = await answer(decoy, as: context)
            // A key of B's and a key of nobody's must be refused alike, or else the difference tells that B has it. A row that
            // A could make, with B's values, stands in the way of the same row once more: that tells of A's own.
            let repeatsOwn = attempt.refusal == nil && other.refusal?.hasPrefix(ErrorCode.conflict.rawValue) == true
            if attempt.refusal != other.refusal, !repeatsOwn {
                leak(
                    operation,
                    "answers \(attempt.refusal ?? "success") for B's row and \(other.refusal ?? "success") for one that nobody has"
                )
            }
        }
        let found = (attempt["errors"] ?? .null).texts.filter {
            foreignTexts.contains($0) && !operation.query.contains($0)
        }
        if let text = found.min() { leak(operation, "an error shows \"\(text.prefix(60))\"") }
    }

    mutating func leak(_ operation: ProofOperation, _ what: String) {
        leaks.append(
            IsolationProof.Leak(type: operation.type, operation: operation.title, query: operation.query, what: what))
    }

    private mutating func note(_ answer: JSON) {
        guard let refusal = answer.refusal else { return }
        refusals[refusal, default: 0] += 1
    }

    private func answer(_ query: String, as context: TenantContext) async -> JSON {
        let response = await runner.run(OperationRequest(query: query), as: context, requestID: "prove")
        return (try? JSON.parse(response.body, limits: .ofDocuments)) ?? Self.unreadable
    }

    /// Told among the refusals: what was not read proves nothing.
    private static let unreadable: JSON = {
        let message = JSONMember(name: "message", value: .string("The answer is nested too deep to be read."))
        return .object([JSONMember(name: "errors", value: .array([.object([message])]))])
    }()
}

extension JSON {
    /// Every text in the value, but no member's name.
    fileprivate var texts: Set<String> {
        var texts: Set<String> = []
        var pending = [self]
        while let next = pending.popLast() {
            switch next {
            case .string(let text): texts.insert(text)
            case .array(let items): pending += items
            case .object(let members): pending += members.map(\.value)
            case .null, .boolean, .number: break
            }
        }
        return texts
    }

    /// Code and message of the first error, without keys: what a client could compare.
    fileprivate var refusal: String? {
        guard let error = self["errors"]?.arrayValue?.first else { return nil }
        return "\(error["extensions"]?["code"]?.stringValue ?? ""): \(error["message"]?.stringValue ?? "")"
    }

    /// Whether a response's data holds a row: an item of a list, an object that is found, a count that is not 0.
    fileprivate var holdsRows: Bool {
        guard let members else { return false }
        return members.contains { member in
            if member.name == "totalCount" || member.name == "count" { return member.value.integerValue != 0 }
            switch member.value {
            case .array(let items): return !items.isEmpty
            case .object(let inner):
                let isPage = inner.contains { ["edges", "nodes", "totalCount", "count"].contains($0.name) }
                return isPage ? member.value.holdsRows : true
            case .null, .boolean, .number, .string: return false
            }
        }
    }
}
