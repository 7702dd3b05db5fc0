// SPDX-License-Identifier: Apache-2.0

/// What ran for a request, for metrics and logs. Holds no variables.
struct AnsweredOperation: Sendable {
    /// The name that the client chose for it, if it named one.
    var name: String?
    /// The document, or the first of a batch.
    var document: String
    var tenant: String?
    var timings = OperationTimings()
}
