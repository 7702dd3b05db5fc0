// SPDX-License-Identifier: Apache-2.0

/// One thing that the proof tries as A, and what must come of it.
struct ProofOperation: Sendable {
    enum Expectation: Sendable {
        /// No text of B is in the answer.
        case nothingForeign
        /// No row is answered and none is counted: it asks for what only B has.
        case nothingAtAll
        /// The answer is the one that `decoy` gets, and B's rows stay as they are: it tries to change what B has. There is no
        /// decoy where A has a row of the same key, which is then A's own to change.
        case nothingChanged(decoy: String?)
    }

    /// The type whose rows it is about.
    let type: String
    /// What it is, for the report: `trainees, where email`.
    let title: String
    let query: String
    let expectation: Expectation
}
