// SPDX-License-Identifier: Apache-2.0

import JSON
import Server

/// What `palisade prove` prints.
struct IsolationProofReport {
    let proof: IsolationProof

    var text: String {
        var lines = ["type                              A's rows  B's rows  tried  "]
        for type in proof.types {
            lines.append(
                padded(type.type, 32) + padded(String(type.ownRows), 10, atEnd: false)
                    + padded(String(type.foreignRows), 10, atEnd: false) + padded(String(type.tried), 7, atEnd: false)
                    + "  " + word(for: type.verdict))
        }
        for leak in proof.leaks {
            lines += ["", "LEAK \(leak.operation): \(leak.what)", "    \(leak.query)"]
        }
        if !proof.refusals.isEmpty {
            lines += ["", "Refused, and so no proof of anything:"]
            lines += proof.refusals.sorted { $0.key < $1.key }.map { "    \($0.value) × \($0.key)" }
        }
        lines += ["", verdict, ""]
        return lines.joined(separator: "\n")
    }

    private var verdict: String {
        if !proof.leaks.isEmpty { return "NOT isolated: \(proof.leaks.count) leaks." }
        if proof.ownTexts == 0 { return "Not proved: A found nothing of its own either." }
        let open = proof.types.filter { $0.verdict == .nothingToFind || $0.verdict == .ownerUnknown }.map(\.type)
        guard open.isEmpty else { return "Not proved for \(open.joined(separator: ", "))." }
        let tried = proof.types.reduce(0) { $0 + $1.tried }
        return "Isolated: \(tried) operations, nothing of B seen, changed or told."
    }

    private func word(for verdict: IsolationProof.TypeOutcome.Verdict) -> String {
        switch verdict {
        case .proved: "nothing of B"
        case .provedAsShown: "nothing that PostgreSQL shows to B alone; the policies compare no column"
        case .nothingToFind: "NOT PROVED: B has no rows of its own; seed some (--seed)"
        case .ownerUnknown:
            "NOT PROVED: no policy compares a column with the tenant or user, and A may not read its key"
        case .notVisible: "not in A's schema"
        case .everybodys: "everybody's (PUBLIC)"
        case .view: "a view over other types' rows"
        }
    }

    private func padded(_ text: String, _ width: Int, atEnd: Bool = true) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.count))
        return atEnd ? text + spaces : spaces + text
    }

    /// `{isolated, types, leaks, refusals}`
    var json: JSON {
        .object([
            JSONMember(name: "isolated", value: .boolean(proof.isProved)),
            JSONMember(
                name: "types",
                value: .array(
                    proof.types.map { type in
                        .object([
                            JSONMember(name: "type", value: .string(type.type)),
                            JSONMember(name: "ownRows", value: JSON(type.ownRows)),
                            JSONMember(name: "foreignRows", value: JSON(type.foreignRows)),
                            JSONMember(name: "tried", value: JSON(type.tried)),
                            JSONMember(name: "verdict", value: .string(word(for: type.verdict))),
                        ])
                    })),
            JSONMember(
                name: "leaks",
                value: .array(
                    proof.leaks.map { leak in
                        .object([
                            JSONMember(name: "type", value: .string(leak.type)),
                            JSONMember(name: "operation", value: .string(leak.operation)),
                            JSONMember(name: "query", value: .string(leak.query)),
                            JSONMember(name: "what", value: .string(leak.what)),
                        ])
                    })),
            JSONMember(
                name: "refusals",
                value: .object(
                    proof.refusals.sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: JSON($0.value)) })),
        ])
    }
}
