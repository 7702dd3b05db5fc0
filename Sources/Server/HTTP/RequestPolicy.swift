// SPDX-License-Identifier: Apache-2.0

package import JSON
package import NIOCore
import Synchronization

/// How requests are received, as far as that can change while the server runs.
package struct RequestPolicy: Sendable {
    /// Which other sites' pages may read answers.
    var crossOrigin: CORSPolicy
    /// How many operations one request may hold.
    var maximumBatch: Int
    /// Operations that take longer are logged; nil to log none.
    var slowOperation: TimeAmount?
    /// Which documents are executed, and which are known by id.
    var documents: OperationDocuments
    /// Rates and blocks.
    var admission: RequestAdmission

    package init(_ configuration: HTTPServerConfiguration, documents: OperationDocuments, admission: RequestAdmission) {
        crossOrigin = configuration.crossOrigin
        maximumBatch = configuration.maximumBatch
        slowOperation = configuration.slowOperation
        self.documents = documents
        self.admission = admission
    }
}

/// The policy that counts at the moment.
final class CurrentPolicy: Sendable {
    /// One reference, so that a look at the policy copies no more than that under the lock.
    private final class Box: Sendable {
        let policy: RequestPolicy

        init(_ policy: RequestPolicy) {
            self.policy = policy
        }
    }

    private let box: Mutex<Box>

    init(_ policy: RequestPolicy) {
        box = Mutex(Box(policy))
    }

    var value: RequestPolicy { box.withLock { $0 }.policy }

    func replace(with policy: RequestPolicy) {
        let new = Box(policy)
        box.withLock { $0 = new }
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
