// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore

/// What is known of a request when it comes, beside what it asks for: found out once, and handed on to all who answer it.
struct RequestScope: Sendable {
    /// What answers and logs call the request.
    let requestID: String
    let trace: TraceContext?
    /// The client's address, for limits.
    let address: String?
    /// The policy that counted when the request came, and counts for it until it is answered.
    let policy: RequestPolicy
    let began: NIODeadline

    /// What every line of the log about the request says.
    var metadata: Logger.Metadata { Logger.Metadata(requestID: requestID, trace: trace) }
}
