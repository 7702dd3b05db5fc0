// SPDX-License-Identifier: Apache-2.0

import JSON

extension JSONLimits {
    /// For what holds documents of the database, however they are nested.
    static let ofDocuments = JSONLimits(maximumDepth: JSONLimits.deepestPossible)
}
