// SPDX-License-Identifier: Apache-2.0

package import JSON
import NIOCore
import Synchronization

/// How requests are received, as far as that can change while the server runs.
///
/// An object, so that a request takes hold of all of it by one reference.
package final class RequestPolicy: Sendable {
    /// Which other sites' pages may read answers.
    let crossOrigin: CORSPolicy
    /// How many operations one request may hold.
    let maximumBatch: Int
    /// Operations that take longer are logged; nil to log none.
    let slowOperation: TimeAmount?
    /// Which documents are executed, and which are known by id.
    let documents: OperationDocuments
    /// Rates and blocks.
    let admission: RequestAdmission

    package init(_ configuration: HTTPServerConfiguration, documents: OperationDocuments, admission: RequestAdmission) {
        crossOrigin = configuration.crossOrigin
        maximumBatch = configuration.maximumBatch
        slowOperation = configuration.slowOperation
        self.documents = documents
        self.admission = admission
    }
}

/// The policy that counts at the moment. A request looks once and keeps what it found, or it could meet a reload half-way.
final class CurrentPolicy: Sendable {
    private let policy: Mutex<RequestPolicy>

    init(_ policy: RequestPolicy) {
        self.policy = Mutex(policy)
    }

    var value: RequestPolicy { policy.withLock { $0 } }

    func replace(with policy: RequestPolicy) {
        self.policy.withLock { $0 = policy }
    }
}

/// What became of reading configuration, SDL and keys again.
package struct ReloadReport: Sendable {
    /// Why nothing was taken over; empty where everything was.
    package var faults: [String]
    /// What was taken over and yet needs a word.
    package var notes: [String]

    package init(faults: [String] = [], notes: [String] = []) {
        self.faults = faults
        self.notes = notes
    }

    package var isTakenOver: Bool { faults.isEmpty }

    /// `{reloaded, faults, notes}`
    package var json: JSON {
        .object([
            JSONMember(name: "reloaded", value: .boolean(isTakenOver)),
            JSONMember(name: "faults", value: .array(faults.map { .string($0) })),
            JSONMember(name: "notes", value: .array(notes.map { .string($0) })),
        ])
    }
}

/// Reads everything again and takes it over where it is sound.
package typealias ReloadAction = @Sendable () async -> ReloadReport
